//! A lane worker: its network as a file, written piece by piece.

use std::io::{self, BufWriter, Write};

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

use super::session::LaneSession;
use crate::Failure;
use censet::graph::NetworkFile;
use censet::trainer::Stage;

/// Bytes that are handed over at a time.
const PIECE: usize = 1 << 20;

#[wasm_bindgen]
impl LaneSession {
    /// The network as GraphML, as the last epoch trained it, or within an epoch as it is now: `take` is called with the bytes of one piece after the
    /// other, as all of them may be more than the memory of a worker. Throws if `take` does.
    pub fn graphml(&self, take: &Function) -> Result<(), JsValue> {
        self.write(Stage::Trained, take, |file, out| file.write_graphml(out))
    }

    /// The same network as a list of its connections with a header, handed over as
    /// [`LaneSession::graphml`] is.
    pub fn edges_csv(&self, take: &Function) -> Result<(), JsValue> {
        self.write(Stage::Trained, take, |file, out| file.write_edges_csv(out))
    }
}

impl LaneSession {
    /// Hands over the network of a moment, as `write` writes it.
    pub(crate) fn write(
        &self,
        stage: Stage,
        take: &Function,
        write: impl FnOnce(NetworkFile, &mut BufWriter<Taker>) -> io::Result<()>,
    ) -> Result<(), JsValue> {
        let mut out = BufWriter::with_capacity(PIECE, Taker(take));
        let written = self
            .trainer()
            .network_file(stage, |file| write(file, &mut out));
        Ok(written.and_then(|()| out.flush()).map_err(|_| Failure {
            code: "internal",
            field: None,
            text: "The browser has no room for a file of that size.".into(),
        })?)
    }
}

/// Whoever takes the pieces.
pub(crate) struct Taker<'a>(&'a Function);

impl Write for Taker<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Uint8Array::from(bytes);
        match self.0.call1(&JsValue::NULL, &piece) {
            Ok(_) => Ok(bytes.len()),
            Err(_) => Err(io::ErrorKind::Other.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
