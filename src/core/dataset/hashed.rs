//! The MD5 of what passes by, by which official files are known.

use std::io::{self, Read};

use md5::{Digest, Md5};

/// Passes bytes on and takes their MD5 on the way.
pub(super) struct Hashed<R> {
    inner: R,
    md5: Md5,
}

impl<R: Read> Hashed<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            md5: Md5::new(),
        }
    }

    /// The MD5 of everything there is, what has not been read yet included.
    pub(super) fn finish(mut self) -> io::Result<String> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(hex(self.md5))
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.md5.update(&into[..n]);
        Ok(n)
    }
}

/// The MD5 of these pieces, one after the other.
pub(super) fn md5_of(pieces: &[&[u8]]) -> String {
    let mut md5 = Md5::new();
    for piece in pieces {
        md5.update(piece);
    }
    hex(md5)
}

/// An MD5 as files of checksums write it.
fn hex(md5: Md5) -> String {
    let bytes = md5.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
