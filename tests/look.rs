//! Networks that come in: ours and others', by both ways in, and what is none.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use censet::dataset::{Dataset, Shape};
use censet::digest::digest;
use censet::experiment::parse;
use censet::imported::{Imported, Pixels};
use censet::network::{Batch, Inputs, Workspace};
use censet::trainer::{EpochReport, Json, Phase, Stage, TensorWriter, Trainer};
use ndarray::{Array2, array};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;

use crate::common::trained;

fn lab(arguments: &[&str], paths: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_censet-lab"))
        .args(arguments)
        .args(paths)
        .output()
        .unwrap()
}

/// A lane's network as `--network safetensors` and the page's menu write it.
fn written(trainer: &Trainer, stage: Stage) -> Vec<u8> {
    let writer = TensorWriter {
        version: "1",
        commit: None,
        json: &|value: &Json<'_>| serde_json::to_string(value).unwrap(),
    };
    let mut bytes = Vec::new();
    let write = trainer.network_file(stage, |file| {
        trainer.write_tensors(&file, &writer, &mut bytes)
    });
    write.unwrap();
    bytes
}

/// The report of a network that came in.
fn measured(trainer: &mut Trainer) -> EpochReport {
    let mut reports = (0..1000).map_while(|_| Some(trainer.advance().report));
    let report = reports.find_map(|report| report).unwrap();
    assert_eq!(trainer.phase(), Phase::Finished);
    report
}

/// A trained network leaves whole: what comes in again is the very same.
#[test]
fn a_network_goes_out_and_comes_in() {
    for (act, lc) in [("relu", "defined"), ("srelu", "published")] {
        let text = format!(
            "train=400&test=100&side=7&hidden=30-20&lanes=set,mlp,censet:k=0.3&epsilon=4&act={act}&lc={lc}&epochs=3&lr=0.05"
        );
        for lane in 0..3 {
            let trainer = trained(&text, lane);
            for stage in [Stage::Trained, Stage::Rewired] {
                let bytes = written(&trainer, stage);
                // The format's own library reads the same.
                let file = SafeTensors::deserialize(&bytes).unwrap();
                assert_eq!(file.tensor("layers.0.weight").unwrap().shape(), [30, 49]);
                assert_eq!(file.tensor("layers.2.born").unwrap().dtype(), Dtype::I16);

                let imported = Imported::read(&bytes).unwrap();
                assert_eq!(
                    imported.weights,
                    ["layers.0.weight", "layers.1.weight", "layers.2.weight"]
                );
                assert_eq!(imported.classes.as_ref(), Some(&trainer.dataset().classes));
                let dataset = Arc::new(trainer.dataset().clone());
                let images = Some((trainer.experiment(), Arc::clone(&dataset)));
                let mut twin = Trainer::of_imported("twin", imported, None, images).unwrap();
                let report = measured(&mut twin);
                trainer.network_file(stage, |file| {
                    assert_eq!(digest(twin.network()), digest(file.network));
                    assert_eq!(twin.scores().centrality, file.centrality);
                    if let Some(accuracy) = file.accuracy {
                        assert_eq!(report.test_accuracy, accuracy);
                    }
                    let test = &dataset.test;
                    let rows: Vec<u32> = (0..test.len() as u32).collect();
                    let batch = Batch {
                        inputs: Inputs::Images {
                            images: test.images.view(),
                            rows: &rows,
                            standardiser: trainer.standardiser(),
                        },
                        classes: &test.labels,
                    };
                    let expected = file.network.probabilities(batch, &mut Workspace::default());
                    assert_eq!(twin.classify(test.images.view()), expected);
                    // And it says of itself what the file said of it.
                    twin.network_file(Stage::Trained, |again| {
                        assert_eq!(again.moment, file.moment);
                        assert_eq!(again.experiment, file.experiment);
                        assert_eq!(again.edges_csv().len(), file.edges_csv().len());
                    });
                });
            }
        }
    }
}

#[test]
fn the_command_looks_at_networks() {
    let folder = tempfile::tempdir().unwrap();
    let text = "train=300&test=60&side=7&hidden=20-15&lanes=set,censet:k=0.3&epochs=2";
    let out = folder.path().join("run");
    let run = lab(
        &["run", text, "--quiet", "--network", "safetensors", "--out"],
        &[&out],
    );
    assert!(run.status.success());
    let record: Value =
        serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
    let files = ["set", "censet-k=0.3"].map(|lane| out.join(format!("network-{lane}.safetensors")));
    let looked = lab(&["look", "--json"], &[&files[0], &files[1]]);
    let said = String::from_utf8(looked.stdout).unwrap();
    let said: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(said.len(), 2);
    for (i, said) in said.iter().enumerate() {
        assert_eq!(said["layers"], serde_json::json!([49, 20, 15, 10]));
        assert_eq!(
            said["test"]["accuracy"],
            record["lanes"][i]["test_accuracy"]
        );
        assert_eq!(said["digest"], said["metadata"]["digest"]);
        assert!(said.get("said_digest").is_none());
        assert_eq!(said["hubs"].as_array().unwrap().len(), 10);
        let confusion = said["test"]["confusion"].as_array().unwrap();
        let images = confusion.iter().flat_map(|row| row.as_array().unwrap());
        assert_eq!(images.map(|n| n.as_u64().unwrap()).sum::<u64>(), 60);
    }

    // Everything that is written of it, and the centralities that were written as it was trained.
    let looks = folder.path().join("looks");
    let options = [
        "look",
        "--measure",
        "strength",
        "--measure",
        "knockout",
        "--out",
    ];
    let looked = lab(&options, &[&looks, &files[0], &files[1]]);
    let sentences = String::from_utf8(looked.stdout).unwrap();
    assert!(looked.status.success(), "{sentences}");
    assert!(
        sentences.contains("layers 49-20-15-10\n")
            && sentences.contains(" % of 60 test images of Garments\n")
    );
    let read = |folder: &Path, name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let column = |text: String, lane: &str, epoch: &str| -> Vec<String> {
        let rows = text.lines().filter_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0] == lane && cells[1] == epoch).then(|| cells[2..].join(","))
        });
        rows.collect()
    };
    assert_eq!(
        column(read(&looks, "centrality.csv"), "set", "0"),
        column(read(&out, "centrality.csv"), "set", "2")
    );
    for name in [
        "statistics.csv",
        "look.json",
        "measures.csv",
        "knockout.csv",
        "confusion.csv",
        "network-set.graphml",
        "network-set.csv",
        "network-set.svg",
        "degrees.svg",
        "adjacency-censet-k-0.3.svg",
        "confusion-set.svg",
    ] {
        assert!(read(&looks, name).len() > 60, "{name}");
    }
    let again = lab(&["look", "--out"], &[&looks, &files[0]]);
    assert!(!again.status.success());
}

/// Tensors of a file, by name.
type Tensors = Vec<(&'static str, Vec<usize>, Vec<f32>)>;

fn tensor(
    name: &'static str,
    shape: &[usize],
    values: &[f32],
) -> (&'static str, Vec<usize>, Vec<f32>) {
    let cells = shape.iter().product();
    let values = values.iter().copied().cycle().take(cells);
    (name, shape.to_vec(), values.collect())
}

fn safetensors(tensors: &Tensors) -> Vec<u8> {
    let bytes =
        |values: &[f32]| -> Vec<u8> { values.iter().flat_map(|v| v.to_le_bytes()).collect() };
    let all: Vec<_> = tensors
        .iter()
        .map(|(name, shape, values)| (*name, shape.clone(), bytes(values)))
        .collect();
    let views = all.iter().map(|(name, shape, bytes)| {
        (
            *name,
            TensorView::new(Dtype::F32, shape.clone(), bytes).unwrap(),
        )
    });
    safetensors::serialize(views, None).unwrap()
}

/// A file as numpy.savez writes it, its matrices as Fortran has them if asked for, in 64 bits.
fn npz(tensors: &Tensors, fortran: bool, packed: bool) -> Vec<u8> {
    let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, shape, values) in tensors {
        let (order, values) = match (&shape[..], fortran) {
            (&[rows, columns], true) => {
                let places = (0..columns).flat_map(|c| (0..rows).map(move |r| r * columns + c));
                ("True", places.map(|place| values[place]).collect())
            }
            _ => ("False", values.clone()),
        };
        let shape: String = shape.iter().map(|size| format!("{size}, ")).collect();
        let header =
            format!("{{'descr': '<f8', 'fortran_order': {order}, 'shape': ({shape}), }}\n");
        let mut npy = b"\x93NUMPY\x01\x00".to_vec();
        npy.extend((header.len() as u16).to_le_bytes());
        npy.extend(header.as_bytes());
        npy.extend(
            values
                .iter()
                .flat_map(|&value| f64::from(value).to_le_bytes()),
        );
        let path = format!("{name}.npy");
        let method = match packed {
            true => rawzip::CompressionMethod::DEFLATE,
            false => rawzip::CompressionMethod::STORE,
        };
        let file = zip.new_file(&path).compression_method(method);
        let (mut entry, config) = file.start().unwrap();
        let descriptor = if packed {
            let packer =
                flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
            let mut writer = config.wrap(packer);
            writer.write_all(&npy).unwrap();
            let (packer, descriptor) = writer.finish().unwrap();
            packer.finish().unwrap();
            descriptor
        } else {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(&npy).unwrap();
            writer.finish().unwrap().1
        };
        entry.finish(descriptor).unwrap();
    }
    zip.finish().unwrap()
}

/// 2 → 3 → 2, worked out by hand: with inputs (1, 2) the hidden sums are 5.5, −1 and 0, the outputs 5.5 and −4.5.
fn by_hand() -> Tensors {
    vec![
        tensor("net.10.weight", &[2, 3], &[1.0, 0.0, 0.0, -1.0, 2.0, 0.0]),
        tensor("net.9.bias", &[3], &[0.5, 0.0, 0.0]),
        tensor("net.9.weight", &[3, 2], &[1.0, 2.0, 1.0, -1.0, 0.0, 0.0]),
        tensor("net.10.bias", &[2], &[0.0, 1.0]),
    ]
}

#[test]
fn a_network_from_elsewhere_is_put_together() {
    let files = [
        safetensors(&by_hand()),
        npz(&by_hand(), false, false),
        npz(&by_hand(), true, true),
    ];
    for bytes in files {
        let imported = Imported::read(&bytes).unwrap();
        // Layer 10 comes after layer 9.
        assert_eq!(imported.weights, ["net.9.weight", "net.10.weight"]);
        let network = &imported.network;
        assert_eq!(network.layer_sizes(), [2, 3, 2]);
        // A zero is no connection.
        let connections: Vec<_> = network
            .layers
            .iter()
            .map(|layer| layer.connections.len())
            .collect();
        assert_eq!(connections, [4, 3]);
        let pixels = array![[1.0, 2.0]];
        let batch = Batch {
            inputs: Inputs::Numbers(pixels.view()),
            classes: &[0],
        };
        let found = network.probabilities(batch, &mut Workspace::default());
        let expected = 1.0 / (1.0 + (-10.0_f32).exp());
        assert!((found[[0, 0]] - expected).abs() < 1e-6, "{found}");
        // Without images it has centralities and no accuracy.
        let mut trainer = Trainer::of_imported("hand", imported, None, None).unwrap();
        let report = measured(&mut trainer);
        assert!(report.test_accuracy.is_nan() && report.lc_mean.is_finite());
        assert_eq!(trainer.scores().centrality.len(), 7);
        trainer.network_file(Stage::Trained, |file| {
            assert_eq!((file.accuracy, file.moment), (None, "as it came"));
        });
    }
    let mut without = by_hand();
    without.retain(|(name, ..)| !name.ends_with("bias"));
    let imported = Imported::read(&safetensors(&without)).unwrap();
    assert_eq!(imported.network.layers[0].biases, [0.0; 3]);
}

/// Where shapes leave one order, names do not matter.
#[test]
fn shapes_decide_the_order() {
    let tensors = vec![
        tensor("a.weight", &[3, 5], &[1.0]),
        tensor("b.weight", &[5, 7], &[1.0]),
        tensor("c.weight", &[7, 7], &[1.0]),
        tensor("d.weight", &[7, 49], &[1.0]),
    ];
    let imported = Imported::read(&safetensors(&tensors)).unwrap();
    assert_eq!(
        imported.weights,
        ["d.weight", "c.weight", "b.weight", "a.weight"]
    );
    assert_eq!(imported.network.layer_sizes(), [49, 7, 7, 5, 3]);
}

/// The length of its header may be any, 0x0280 among them, whose bytes are those that a pickle begins with.
#[test]
fn a_header_as_long_as_a_pickle_begins_is_no_pickle() {
    let tensors = [
        tensor("fc1.weight", &[3, 4], &[1.0]),
        tensor("fc2.weight", &[2, 3], &[1.0]),
    ];
    let file = safetensors(&tensors.into());
    let (length, rest) = file.split_first_chunk::<8>().unwrap();
    let length = u64::from_le_bytes(*length) as usize;
    for long in [0x0280, 0x0380, 0x0480, 0x0580_usize] {
        let mut padded = (long as u64).to_le_bytes().to_vec();
        padded.extend(&rest[..length]);
        padded.resize(8 + long, b' ');
        padded.extend(&rest[length..]);
        let imported = Imported::read(&padded).unwrap();
        assert_eq!(imported.weights, ["fc1.weight", "fc2.weight"]);
    }
}

/// Layers that fit into each other's place are in the order of numbers, else of the file where it has one; where it has
/// none, and names decide, that is said.
#[test]
fn an_order_that_shapes_leave_open_is_known_or_said() {
    let layers = |names: [&'static str; 4]| {
        let [first, second, third, last] = names;
        vec![
            tensor(first, &[7, 4], &[1.0]),
            tensor(second, &[7, 7], &[2.0]),
            tensor(third, &[7, 7], &[3.0]),
            tensor(last, &[2, 7], &[4.0]),
        ]
    };
    let named = layers(["in.weight", "wide.weight", "also.weight", "out.weight"]);
    let numbered = layers(["a.weight", "fc2.weight", "fc10.weight", "b.weight"]);
    let second = |file: &[u8]| {
        let imported = Imported::read(file).unwrap();
        (imported.weights[1].clone(), imported.order)
    };
    for packed in [false, true] {
        let file = npz(&named, false, packed);
        assert_eq!(second(&file), ("wide.weight".into(), None));
    }
    let (name, said) = second(&safetensors(&named));
    assert_eq!(name, "also.weight");
    let said = said.unwrap();
    assert!(
        said.starts_with("“also.weight” and “wide.weight” fit into either place"),
        "{said}"
    );
    assert_eq!(second(&safetensors(&numbered)), ("fc2.weight".into(), None));
    // Whatever the others are called and however the file has them.
    let turned = layers(["a.weight", "fc10.weight", "fc2.weight", "b.weight"]);
    assert_eq!(
        second(&npz(&turned, false, false)),
        ("fc2.weight".into(), None)
    );
    // Numbers of two layers say nothing of a third.
    let mut three = layers(["in.weight", "fc1.weight", "fc2.weight", "out.weight"]);
    three.insert(1, tensor("also.weight", &[7, 7], &[5.0]));
    let (name, three) = second(&safetensors(&three));
    assert_eq!(name, "also.weight");
    assert!(three.unwrap().starts_with("“also.weight” and “fc1.weight”"));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("named.safetensors");
    std::fs::write(&file, safetensors(&named)).unwrap();
    let output = lab(&["look"], &[&file]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains(&format!("note {said}\n")), "{printed}");
}

/// PyTorch has the channels of an image one after the other, the lab those of a pixel together.
#[test]
fn planes_of_colour_become_pixels() {
    let first: Vec<f32> = (1..=12).map(|n| n as f32).collect();
    let tensors = vec![
        tensor("0.weight", &[1, 12], &first),
        tensor("2.weight", &[2, 1], &[1.0]),
    ];
    let imported = Imported::read(&safetensors(&tensors)).unwrap();
    assert_eq!(
        imported.shape(),
        Shape {
            height: 2,
            width: 2,
            channels: 3
        }
    );
    let weights = imported.network.layers[0].connections.weights();
    assert_eq!(
        weights,
        [
            1.0, 5.0, 9.0, 2.0, 6.0, 10.0, 3.0, 7.0, 11.0, 4.0, 8.0, 12.0
        ]
    );
}

#[test]
fn pixels_become_inputs_as_the_file_or_the_visitor_says() {
    let images = |pixels| {
        let experiment = parse("train=100&test=50&side=7&lanes=set")
            .experiment
            .unwrap();
        let dataset = Dataset::garments(experiment.train, experiment.test, experiment.side);
        let tensors = vec![
            tensor("0.weight", &[4, 49], &[1.0, -0.5]),
            tensor("1.weight", &[10, 4], &[1.0, 0.0, 2.0]),
        ];
        let imported = Imported::read(&safetensors(&tensors)).unwrap();
        let images = Some((&experiment, Arc::new(dataset)));
        let trainer = Trainer::of_imported("x", imported, pixels, images).unwrap();
        trainer.standardiser().shift_and_scale().next().unwrap()
    };
    assert_eq!(images(None), (0.0, 1.0 / 255.0));
    assert_eq!(images(Some(Pixels::Raw)), (0.0, 1.0));
    let (shift, scale) = images(Some(Pixels::Normalised {
        mean: 0.5,
        std: 0.25,
    }));
    assert_eq!((shift, scale), (127.5, 1.0 / 63.75));
    assert_ne!(images(Some(Pixels::Standardised)), (0.0, 1.0 / 255.0));
}

#[test]
fn what_is_no_network_is_named() {
    let layers = |first: &[usize], second: &[usize]| {
        vec![
            tensor("fc1.weight", first, &[1.0]),
            tensor("fc2.weight", second, &[1.0]),
        ]
    };
    let with = |more: (&'static str, Vec<usize>, Vec<f32>)| {
        let mut tensors = layers(&[8, 4], &[2, 8]);
        tensors.push(more);
        tensors
    };
    let many: Tensors = ["1", "2", "3", "4", "5", "6", "7", "8"]
        .map(|name| {
            tensor(
                Box::leak(format!("{name}.weight").into_boxed_str()),
                &[4, 4],
                &[1.0],
            )
        })
        .into();
    for (tensors, words) in [
        (vec![], "holds no tensor"),
        (
            vec![tensor("fc.weight", &[2, 4], &[1.0])],
            "has 1 layer (“fc.weight”): 2 to 7 can be shown",
        ),
        (many, "has 8 layers"),
        (
            layers(&[8, 4], &[2, 9]),
            "“fc2.weight” takes 9 numbers, “fc1.weight” before it gives 8",
        ),
        (
            layers(&[8, 4, 3, 3], &[2, 8]),
            "“fc1.weight” with the dimensions 8×4×3×3",
        ),
        (
            layers(&[8, 4], &[300, 8]),
            "“fc2.weight” of 300×8 at its end",
        ),
        (
            layers(&[20_000, 1], &[2, 20_000]),
            "“fc1.weight” of 20000×1: a layer may have 1 to 16384 neurons",
        ),
        (
            with(tensor("bn1.running_mean", &[8], &[1.0])),
            "“bn1.running_mean”, which is neither weight nor bias",
        ),
        (
            with(tensor("norm.weight", &[8], &[1.0])),
            "“norm.weight” with the dimensions 8",
        ),
        (
            with(tensor("fc1.bias", &[9], &[1.0])),
            "“fc1.bias” of 9, which does not fit “fc1.weight” of 8×4",
        ),
        (
            with(tensor("fc3.bias", &[9], &[1.0])),
            "“fc3.bias” and no “fc3.weight” beside it",
        ),
        (
            with(tensor("fc1.bias", &[8], &[1.0, f32::NAN])),
            "“fc1.bias” with NaN in it (number 2)",
        ),
        (
            with(tensor("fc1.weight_orig", &[8, 4], &[1.0])),
            "“fc1.weight_orig” besides another of its kind",
        ),
        (
            with(tensor("input.mean", &[4], &[1.0])),
            "lacks “input.scale”",
        ),
    ] {
        for bytes in [safetensors(&tensors), npz(&tensors, false, true)] {
            if tensors.is_empty() && bytes.starts_with(b"PK") {
                continue;
            }
            let why = Imported::read(&bytes).unwrap_err().to_string();
            assert!(why.contains(words), "{why:?} and not {words:?}");
        }
    }
    let whole = safetensors(&by_hand());
    let mut flipped = npz(&by_hand(), false, false);
    let at = flipped.len() / 3;
    flipped[at] ^= 1;
    for (bytes, words) in [
        (&b""[..], "is empty"),
        (&b"\x80\x02}q\x00."[..], "weights_only=True"),
        (&b"\x93NUMPY\x01\x00"[..], "holds one array"),
        (&b"\x89HDF\r\n\x1a\n"[..], "is an HDF5 file"),
        (
            &b"<!doctype html><p>Not found"[..],
            "neither a safetensors file nor a .npz",
        ),
        (&b"PK\x03\x04"[..], "damaged zip archive"),
        (&whole[..whole.len() - 1], "cut short"),
        (&flipped[..], "damaged"),
    ] {
        let why = Imported::read(bytes).unwrap_err().to_string();
        assert!(why.contains(words), "{why:?} and not {words:?}");
    }
    // As torch.save writes it since 1.6.
    let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
    let (entry, config) = zip.new_file("archive/data.pkl").start().unwrap();
    let mut writer = config.wrap(entry);
    writer.write_all(b"\x80\x02").unwrap();
    let (entry, descriptor) = writer.finish().unwrap();
    entry.finish(descriptor).unwrap();
    let why = Imported::read(&zip.finish().unwrap()).unwrap_err();
    assert!(why.to_string().starts_with("is pickled"));
}

#[test]
fn images_that_are_none_for_a_network_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("net.safetensors");
    let tensors = vec![
        tensor("0.weight", &[4, 49], &[1.0]),
        tensor("2.weight", &[3, 4], &[1.0]),
    ];
    std::fs::write(&file, safetensors(&tensors)).unwrap();
    let looked = |arguments: &[&str]| {
        let output = lab(&[&["look"], arguments].concat(), &[&file]);
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.success(), said)
    };
    assert_eq!(looked(&[]), (true, String::new()));
    let out = folder.path().join("out");
    let (done, said) = looked(&["--measure", "knockout", "--out", out.to_str().unwrap()]);
    assert!(
        !done && said.contains("--measure knockout: it takes test images"),
        "{said}"
    );
    let (done, said) = looked(&["--images", "garments"]);
    assert!(
        !done
            && said.contains(
                "takes 49 numbers and gives 3, and the images have 49 pixels and 10 classes"
            ),
        "{said}"
    );
    let (done, said) = looked(&["--images", "cifar10"]);
    assert!(
        !done
            && said.contains("takes 49 numbers, and an image of CIFAR-10 has 3072 or, shrunk, 768"),
        "{said}"
    );
    let (done, said) = looked(&["--images", "clothes"]);
    assert!(
        !done && said.contains("--images clothes: data = \"clothes\""),
        "{said}"
    );
    let (done, said) = looked(&["--pixels", "0.1"]);
    assert!(!done && said.contains("MEAN,STD"), "{said}");
}

/// What a network without images is drawn and written from has no images either.
#[test]
fn nothing_is_asked_of_images_that_are_not_there() {
    let imported = Imported::read(&safetensors(&by_hand())).unwrap();
    let mut trainer = Trainer::of_imported("hand", imported, None, None).unwrap();
    measured(&mut trainer);
    assert_eq!(trainer.dataset().test.len(), 0);
    assert_eq!(trainer.classify(Array2::zeros((0, 2)).view()).dim(), (0, 2));
    assert!(trainer.is_looked_at() && trainer.scores().predictions.is_empty());
    let bytes = written(&trainer, Stage::Trained);
    let again = Imported::read(&bytes).unwrap();
    assert_eq!(&again.network, trainer.network());
    assert_eq!(again.metadata.get("accuracy"), None);
    let said: BTreeMap<String, String> = again.metadata;
    assert_eq!(said["moment"], "as it came");
}
