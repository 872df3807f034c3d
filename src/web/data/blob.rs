//! A file of the visitor as a stream, read piece by piece: it never stands in memory as a whole.

use std::io::{self, Read};

use js_sys::Uint8Array;
use web_sys::{Blob, FileReaderSync};

/// Bytes that are read at a time.
const PIECE: f64 = 1_048_576.0;

/// Reads a blob from its start, in a worker (on the page, nothing may wait for a file).
pub struct BlobReader {
    blob: Blob,
    files: FileReaderSync,
    /// Where the next piece begins.
    at: f64,
    piece: Vec<u8>,
    /// How much of the piece has been given out.
    used: usize,
}

impl BlobReader {
    /// At the start of the blob.
    pub fn new(blob: Blob) -> Self {
        Self {
            blob,
            files: FileReaderSync::new().expect("this is a worker"),
            at: 0.0,
            piece: Vec::new(),
            used: 0,
        }
    }

    fn next_piece(&mut self) -> io::Result<()> {
        let end = self.blob.size().min(self.at + PIECE);
        // A file that was changed or taken away since it was chosen cannot be read.
        let gone = |_| io::Error::other("the browser could not read it");
        let slice = self.blob.slice_with_f64_and_f64(self.at, end);
        let bytes = self.files.read_as_array_buffer(&slice.map_err(gone)?);
        self.piece = Uint8Array::new(&bytes.map_err(gone)?.into()).to_vec();
        self.used = 0;
        self.at = end;
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.used == self.piece.len() && self.at < self.blob.size() {
            self.next_piece()?;
        }
        let n = (&self.piece[self.used..]).read(into)?;
        self.used += n;
        Ok(n)
    }
}
