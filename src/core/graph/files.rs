//! A network as a file for other programs: GraphML for NetworkX, Gephi, igraph and the like, and a
//! plain list of edges.
//!
//! Both are directed from source to target and keep every connection with its signed weight, the
//! dense output layer included. A neuron is named `layer:index`, both from 0, inputs first.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::network::Network;

/// The header of the list of edges.
pub const EDGES_CSV_HEADER: &str = "layer,source,target,weight,born";

/// In a network on its way into a file, the birth of a connection that was cut and put back, so that
/// nobody knows it any more; no experiment has so many epochs.
pub const BORN_UNKNOWN: u16 = u16::MAX;

/// A network and what is written of it.
///
/// ```
/// use censet::graph::NetworkFile;
/// # use censet::network::{Connection, Layer, LayerActivation, Network, SparseLayer};
/// # let connection = Connection { target: 1, source: 2, weight: -0.5 };
/// # let network = Network {
/// #     layers: vec![Layer {
/// #         connections: SparseLayer::new(3, 2, [connection]),
/// #         biases: vec![0.0; 2],
/// #         bias_velocities: vec![0.0; 2],
/// #         activation: LayerActivation::Linear,
/// #     }],
/// # };
///
/// let file = NetworkFile {
///     network: &network,
///     experiment: "lanes=set",
///     lane: "set",
///     moment: "untrained",
///     accuracy: None,
///     centrality: &[],
/// };
/// assert_eq!(file.edges_csv(), "layer,source,target,weight,born\n0,2,1,-0.5,0\n");
/// assert!(file.graphml().contains(r#"<edge source="0:2" target="1:1">"#));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NetworkFile<'a> {
    /// The network.
    pub network: &'a Network,
    /// The canonical text of its experiment.
    pub experiment: &'a str,
    /// The name of its lane.
    pub lane: &'a str,
    /// The moment it is of, in words: `after epoch 12`.
    pub moment: &'a str,
    /// Percent of the test images that it classifies rightly, where that was measured.
    pub accuracy: Option<f64>,
    /// Laplacian centrality of each neuron, inputs first; nothing is written of neurons beyond its
    /// end, and of those where it is not a finite number.
    pub centrality: &'a [f64],
}

impl NetworkFile<'_> {
    /// As GraphML (<http://graphml.graphdrawing.org>): of a neuron `layer`, `index` and `lc`, of a
    /// connection `weight`, `abs_weight` for programs that take no negative one, and `born`, the epoch
    /// it grew in, if that is known; and of the graph `experiment`, `lane`, `moment` and `accuracy`.
    pub fn graphml(&self) -> String {
        text(|out| self.write_graphml(out))
    }

    /// Writes [`NetworkFile::graphml`] in small pieces: of a network of millions of connections it
    /// is larger than the memory for one text may be. Fails as `out` does.
    pub fn write_graphml(&self, out: impl Write) -> io::Result<()> {
        let writer = &mut Writer::new(out);
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
        writer.write_event(Event::Decl(declaration))?;
        let root = writer
            .create_element("graphml")
            .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
        root.write_inner_content(|writer| {
            for (id, of, kind) in [
                ("experiment", "graph", "string"),
                ("lane", "graph", "string"),
                ("moment", "graph", "string"),
                ("accuracy", "graph", "double"),
                ("layer", "node", "int"),
                ("index", "node", "int"),
                ("lc", "node", "double"),
                ("weight", "edge", "double"),
                ("abs_weight", "edge", "double"),
                ("born", "edge", "int"),
            ] {
                let attributes = [
                    ("id", id),
                    ("for", of),
                    ("attr.name", id),
                    ("attr.type", kind),
                ];
                let key = writer.create_element("key").with_attributes(attributes);
                key.write_empty()?;
            }
            let graph = writer
                .create_element("graph")
                .with_attributes([("id", "network"), ("edgedefault", "directed")]);
            graph.write_inner_content(|writer| self.write_graph(writer))?;
            Ok(())
        })?;
        Ok(())
    }

    fn write_graph(&self, writer: &mut Writer<impl Write>) -> io::Result<()> {
        data(writer, "experiment", self.experiment)?;
        data(writer, "lane", self.lane)?;
        data(writer, "moment", self.moment)?;
        if let Some(accuracy) = self.accuracy {
            data(writer, "accuracy", &accuracy.to_string())?;
        }
        let mut centrality = self.centrality.iter();
        for (layer, size) in self.network.layer_sizes().into_iter().enumerate() {
            for index in 0..size {
                let lc = centrality.next().filter(|lc| lc.is_finite());
                let id = name(layer, index);
                let node = writer
                    .create_element("node")
                    .with_attribute(("id", id.as_str()));
                node.write_inner_content(|writer| {
                    data(writer, "layer", &layer.to_string())?;
                    data(writer, "index", &index.to_string())?;
                    lc.map_or(Ok(()), |lc| data(writer, "lc", &lc.to_string()))
                })?;
            }
        }
        for (layer, of) in self.network.layers.iter().enumerate() {
            for (c, born) in of.connections.iter().zip(of.connections.born()) {
                let source = name(layer, c.source as usize);
                let target = name(layer + 1, c.target as usize);
                let ends = [("source", source.as_str()), ("target", target.as_str())];
                let edge = writer.create_element("edge").with_attributes(ends);
                edge.write_inner_content(|writer| {
                    data(writer, "weight", &number(c.weight))?;
                    data(writer, "abs_weight", &number(c.weight.abs()))?;
                    match birth(*born) {
                        Some(born) => data(writer, "born", &born.to_string()),
                        None => Ok(()),
                    }
                })?;
            }
        }
        Ok(())
    }

    /// As CSV, a line a connection under [`EDGES_CSV_HEADER`]: the layer of the source, source and
    /// target as numbers within their layers, the weight, and the epoch the connection grew in, if it
    /// is known.
    pub fn edges_csv(&self) -> String {
        text(|out| self.write_edges_csv(out))
    }

    /// Writes [`NetworkFile::edges_csv`] in small pieces. Fails as `out` does.
    pub fn write_edges_csv(&self, mut out: impl Write) -> io::Result<()> {
        writeln!(out, "{EDGES_CSV_HEADER}")?;
        for (layer, of) in self.network.layers.iter().enumerate() {
            for (c, born) in of.connections.iter().zip(of.connections.born()) {
                let (source, target, weight) = (c.source, c.target, number(c.weight));
                let born = birth(*born).map_or(String::new(), |born| born.to_string());
                writeln!(out, "{layer},{source},{target},{weight},{born}")?;
            }
        }
        Ok(())
    }
}

/// What is written, in memory.
fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory can be written to");
    String::from_utf8(bytes).expect("it is text")
}

fn birth(born: u16) -> Option<u16> {
    (born != BORN_UNKNOWN).then_some(born)
}

fn name(layer: usize, index: usize) -> String {
    format!("{layer}:{index}")
}

/// A weight so that it reads back as the same number. NaN and infinities are written as Java and
/// JavaScript write them, which Python, R and C read too: of XML Schema's `INF`, Gephi makes an error.
fn number(weight: f32) -> String {
    match weight {
        w if w.is_nan() => "NaN".into(),
        f32::INFINITY => "Infinity".into(),
        f32::NEG_INFINITY => "-Infinity".into(),
        w => w.to_string(),
    }
}

fn data(writer: &mut Writer<impl Write>, key: &str, text: &str) -> io::Result<()> {
    let element = writer.create_element("data").with_attribute(("key", key));
    element.write_text_content(BytesText::new(text))?;
    Ok(())
}
