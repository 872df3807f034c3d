//! Which tensors are a network's: a chain of `Linear` layers, found by names and shapes.

use std::collections::BTreeMap;

use super::order::{Named, Piece, in_order, pieces};
use super::tensor::{Tensor, quoted};
use super::{Imported, MAX_OUTPUTS, MAX_PLACES, likely_shape};
use crate::Refused;
use crate::dataset::Standardiser;
use crate::experiment::bounds::{HIDDEN_LAYERS, MAX_CONNECTIONS, NEURONS};
use crate::network::{Connection, Layer, LayerActivation, Network, SparseLayer, Srelu};

/// The tensors of one layer.
#[derive(Default)]
struct Parts<'a> {
    weight: Option<Tensor<'a>>,
    bias: Option<Tensor<'a>>,
    mask: Option<Tensor<'a>>,
    born: Option<Tensor<'a>>,
    srelu: Option<Tensor<'a>>,
}

/// Modules that are told apart, at most: far more than a chain may have.
const MAX_MODULES: usize = 1000;

/// A module's name and tensors.
type Module<'a> = (String, Parts<'a>);

/// A layer with its weights, which has a name and a place in the chain.
struct Linear<'a> {
    weight: Tensor<'a>,
    n_out: usize,
    n_in: usize,
    rest: Parts<'a>,
}

impl Linear<'_> {
    fn named(&self) -> Named<'_> {
        Named {
            name: &self.weight.name,
            n_in: self.n_in,
            n_out: self.n_out,
        }
    }
}

/// The network of these tensors; `written` says that they come in the order in which the network has them, as far as it
/// was its program that wrote them.
pub fn network(
    tensors: Vec<Tensor<'_>>,
    metadata: BTreeMap<String, String>,
    written: bool,
) -> Result<Imported, Refused> {
    let (parts, places, input) = sorted(tensors)?;
    let linears = parts
        .into_iter()
        .map(|(module, parts)| linear(&module, parts));
    let named = linears.collect::<Result<Vec<_>, _>>()?;
    let seen: Vec<Named> = named.iter().map(Linear::named).collect();
    let (sequence, order) = in_order(&seen, written.then_some(&places[..]))?;
    let mut named: Vec<_> = named.into_iter().map(Some).collect();
    let taken = sequence.into_iter();
    let taken = taken.map(|at| named[at].take().expect("each once"));
    let linears: Vec<_> = taken.collect();
    check_size(&linears)?;
    let n_in = linears[0].n_in;
    let standardiser = input.map(|input| standardiser(input, n_in)).transpose()?;
    // What is not ours has the channels of an image one after the other, as PyTorch has them.
    let planes = match standardiser {
        None => likely_shape(n_in).channels,
        Some(_) => 1,
    };
    let weights = linears.iter().map(|linear| linear.weight.name.clone());
    let weights = weights.collect();
    let last = linears.len() - 1;
    let layers = linears.into_iter().enumerate();
    let layers = layers.map(|(i, linear)| {
        let planes = if i == 0 { planes } else { 1 };
        layer(linear, i == last, planes)
    });
    let network = Network {
        layers: layers.collect::<Result<_, _>>()?,
    };
    let connections = network.layers.iter().map(|layer| layer.connections.len());
    let connections: usize = connections.sum();
    if connections as f64 > MAX_CONNECTIONS {
        return Err(format!(
            "has {connections} weights that are not 0, and at most {MAX_CONNECTIONS} can be shown"
        )
        .into());
    }
    let classes = metadata.get("classes");
    let classes = classes.and_then(|names| serde_json::from_str::<Vec<String>>(names).ok());
    let outputs = network.layers[last].biases.len();
    Ok(Imported {
        network,
        weights,
        order,
        standardiser,
        classes: classes.filter(|names| names.len() == outputs),
        metadata,
    })
}

/// The modules of a file by name, the place that each has in the file, and what is said of the input.
type Sorted<'a> = (Vec<Module<'a>>, Vec<usize>, Option<Input<'a>>);

/// The tensors by module and role, in the order of the modules' names; and those of the input.
fn sorted(tensors: Vec<Tensor<'_>>) -> Result<Sorted<'_>, Refused> {
    let mut modules: Vec<(Vec<Piece>, Module<'_>)> = Vec::new();
    let mut input = Input::default();
    if tensors.is_empty() {
        return Err("holds no tensor".into());
    }
    for tensor in tensors {
        let (module, role) = tensor.name.rsplit_once('.').unwrap_or(("", &tensor.name));
        let place = match (module, role) {
            ("input", "mean") => &mut input.mean,
            ("input", "scale") => &mut input.scale,
            ("input", "std") => continue,
            _ => {
                let known = modules.iter().position(|(_, (name, _))| name == module);
                let at = known.unwrap_or(modules.len());
                if at == MAX_MODULES {
                    return Err(format!(
                        "has more than {MAX_MODULES} layers, {} among them: at most {} can be shown",
                        quoted(&tensor.name),
                        HIDDEN_LAYERS.end() + 1
                    )
                    .into());
                }
                if known.is_none() {
                    modules.push((pieces(module), (module.into(), Parts::default())));
                }
                let (_, (_, parts)) = &mut modules[at];
                match role {
                    // As torch.nn.utils.prune names what it has masked.
                    "weight" | "weight_orig" => &mut parts.weight,
                    "mask" | "weight_mask" => &mut parts.mask,
                    "bias" => &mut parts.bias,
                    "born" => &mut parts.born,
                    "srelu" => &mut parts.srelu,
                    _ => {
                        return Err(format!(
                            "has {}, which is neither weight nor bias of a Linear layer: only chains of \
                             such layers can be shown",
                            quoted(&tensor.name)
                        )
                        .into());
                    }
                }
            }
        };
        if place.is_some() {
            return Err(format!("has {} besides another of its kind", quoted(&tensor.name)).into());
        }
        *place = Some(tensor);
    }
    let given = input.mean.is_some() || input.scale.is_some();
    let mut modules: Vec<_> = modules.into_iter().enumerate().collect();
    crate::order::sort_by(&mut modules, |(_, a), (_, b)| a.0.cmp(&b.0));
    let named = modules.into_iter().map(|(place, (_, of))| (of, place));
    let (modules, places) = named.unzip();
    Ok((modules, places, given.then_some(input)))
}

/// A module as a layer of a chain.
fn linear<'a>(module: &str, mut parts: Parts<'a>) -> Result<Linear<'a>, Refused> {
    let Some(weight) = parts.weight.take() else {
        let mut rest = [parts.bias, parts.mask, parts.born, parts.srelu].into_iter();
        let lonely = rest.find_map(|part| part).expect("a module has a tensor");
        let weight = match module {
            "" => "weight".into(),
            module => format!("{module}.weight"),
        };
        return Err(format!(
            "has {} and no {} beside it",
            quoted(&lonely.name),
            quoted(&weight)
        )
        .into());
    };
    let [n_out, n_in] = weight.shape[..] else {
        return Err(format!(
            "has {} with the dimensions {}: those of a Linear layer's weights are two, outputs × inputs",
            quoted(&weight.name),
            weight.dimensions()
        )
        .into());
    };
    let neurons = |n: usize| u32::try_from(n).is_ok_and(|n| NEURONS.contains(&n));
    if !neurons(n_out) || !neurons(n_in) {
        return Err(format!(
            "has {} of {}: a layer may have 1 to {} neurons",
            quoted(&weight.name),
            weight.dimensions(),
            NEURONS.end()
        )
        .into());
    }
    let fitting = [
        (&parts.bias, vec![n_out]),
        (&parts.mask, vec![n_out, n_in]),
        (&parts.born, vec![n_out, n_in]),
        (&parts.srelu, vec![n_out, 4]),
    ];
    for (part, shape) in fitting {
        if let Some(part) = part.as_ref().filter(|part| part.shape != shape) {
            return Err(format!(
                "has {} of {}, which does not fit {} of {}",
                quoted(&part.name),
                part.dimensions(),
                quoted(&weight.name),
                weight.dimensions()
            )
            .into());
        }
    }
    Ok(Linear {
        weight,
        n_out,
        n_in,
        rest: parts,
    })
}

fn check_size(linears: &[Linear<'_>]) -> Result<(), Refused> {
    let last = linears.last().expect("a chain has layers");
    if last.n_out > MAX_OUTPUTS {
        return Err(format!(
            "has {} of {} at its end: an output layer may have 1 to {MAX_OUTPUTS} neurons",
            quoted(&last.weight.name),
            last.weight.dimensions()
        )
        .into());
    }
    let places: usize = linears.iter().map(|of| of.n_in * of.n_out).sum();
    if places > MAX_PLACES {
        return Err(
            format!("has {places} weights, zeros included: at most {MAX_PLACES} are read").into(),
        );
    }
    Ok(())
}

/// What stands between the pixels and the first layer, in our files.
#[derive(Default)]
struct Input<'a> {
    mean: Option<Tensor<'a>>,
    scale: Option<Tensor<'a>>,
}

fn standardiser(Input { mean, scale }: Input<'_>, pixels: usize) -> Result<Standardiser, Refused> {
    let numbers = |name: &str, tensor: Option<Tensor<'_>>| {
        let tensor = tensor.ok_or_else(|| Refused(format!("lacks {}", quoted(name))))?;
        if tensor.shape != [pixels] {
            return Err(Refused(format!(
                "has {} of {}, and a network of {pixels} inputs",
                quoted(name),
                tensor.dimensions()
            )));
        }
        tensor.floats()
    };
    let (mean, scale) = (numbers("input.mean", mean)?, numbers("input.scale", scale)?);
    Ok(Standardiser::given(mean, scale))
}

/// The layer, whose inputs come in so many planes, one after the other.
fn layer(linear: Linear<'_>, is_last: bool, planes: usize) -> Result<Layer, Refused> {
    let Linear {
        weight,
        n_out,
        n_in,
        rest,
    } = linear;
    let dense = weight.floats()?;
    let unknown = |part: &Tensor<'_>| {
        Refused(format!(
            "has {} of the kind {}, which says nothing of connections",
            quoted(&part.name),
            part.called
        ))
    };
    let mask = rest
        .mask
        .map(|mask| mask.truths().ok_or_else(|| unknown(&mask)));
    let born = rest
        .born
        .map(|born| born.integers().ok_or_else(|| unknown(&born)));
    let (mask, born) = (mask.transpose()?, born.transpose()?);
    let connected = |at: usize| mask.as_ref().map_or(dense[at] != 0.0, |mask| mask[at]);
    let size = n_in / planes;
    // In the lab the channels of a pixel stand together.
    let column = |source: usize| source % planes * size + source / planes;
    let places = (0..n_out).flat_map(|target| {
        (0..n_in).map(move |source| (target, source, target * n_in + column(source)))
    });
    let there = || places.clone().filter(|&(_, _, at)| connected(at));
    let connections = there().map(|(target, source, at)| Connection {
        target: target as u32,
        source: source as u32,
        weight: dense[at],
    });
    let mut connections = SparseLayer::new(n_in, n_out, connections);
    if let Some(born) = born {
        let births = there().map(|(_, _, at)| u16::try_from(born[at]).unwrap_or(0));
        let rest = vec![0.0; connections.len()];
        let births = births.collect();
        connections = connections.with_past(rest, births);
    }
    let biases = match rest.bias {
        Some(bias) => bias.floats()?,
        None => vec![0.0; n_out],
    };
    let activation = match rest.srelu {
        Some(srelu) => {
            let numbers = srelu.floats()?;
            LayerActivation::Srelu(Srelu {
                parameters: numbers.as_chunks().0.to_vec(),
                velocities: vec![[0.0; 4]; n_out],
            })
        }
        None if is_last => LayerActivation::Linear,
        None => LayerActivation::Relu,
    };
    Ok(Layer {
        connections,
        bias_velocities: vec![0.0; biases.len()],
        biases,
        activation,
    })
}
