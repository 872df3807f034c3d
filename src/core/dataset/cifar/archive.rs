//! CIFAR-10's archive, packed or unpacked, as a stream.

use std::io::{self, Read};

use super::{BinaryVersion, FILE_BYTES, FILES, IMAGES, MAX_UNPACKED, OTHER_VERSION};
use crate::dataset::{FileError, base_name};

impl BinaryVersion {
    /// Reads a tar archive. A gzip bomb stops at [`MAX_UNPACKED`], and no entry is read unless its
    /// size is exactly that of a file of images.
    pub(super) fn add_archive(
        &mut self,
        file: &str,
        content: &mut dyn Read,
    ) -> Result<(), FileError> {
        let failed = |error: &io::Error| FileError::damaged(file, error);
        let mut archive = tar::Archive::new(content.take(MAX_UNPACKED));
        let mut held = 0;
        // Raw: entries that rename the next one are not obeyed, whose names could be as long as a bomb.
        let entries = archive.entries().map_err(|error| failed(&error))?.raw(true);
        for (i, entry) in entries.enumerate() {
            let mut entry = entry.map_err(|error| match error.kind() {
                // What the library says of a first header that is none repeats its bytes.
                io::ErrorKind::Other if i == 0 => {
                    FileError::new(file, "is no tar archive, or a damaged one")
                }
                _ => failed(&error),
            })?;
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let name = base_name(&path);
            if !entry.header().entry_type().is_file() {
                continue;
            }
            if let Some(why) = other_dataset(name) {
                return Err(FileError::new(file, why));
            }
            if FILES.contains(&name) {
                let inside = format!("{name} in {file}");
                if entry.size() != FILE_BYTES {
                    let problem = format!(
                        "has {} bytes instead of the {FILE_BYTES} of {IMAGES} images",
                        entry.size()
                    );
                    return Err(FileError::new(&inside, problem));
                }
                self.add_batch(&inside, name, &mut entry)?;
                held += 1;
            }
        }
        // Reading on to the end also checks the checksum that closes a gzip file.
        let mut rest = archive.into_inner();
        io::copy(&mut rest, &mut io::sink()).map_err(|error| failed(&error))?;
        if rest.limit() == 0 {
            let problem = format!("unpacks to more than the {MAX_UNPACKED} bytes that are read");
            return Err(FileError::new(file, problem));
        }
        if held == 0 {
            let problem = format!("holds none of CIFAR-10's files ({} and so on)", FILES[0]);
            return Err(FileError::new(file, problem));
        }
        Ok(())
    }
}

/// Why an archive that holds a file of this name is refused.
fn other_dataset(name: &str) -> Option<&'static str> {
    match name {
        "data_batch_1" | "data_batch_1.mat" | "test_batch" | "test_batch.mat" => {
            Some(OTHER_VERSION)
        }
        "train.bin" | "fine_label_names.txt" => Some("is CIFAR-100; CIFAR-10 can be read"),
        _ => None,
    }
}
