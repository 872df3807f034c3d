//! What a file is that holds no images, told by how it begins.

/// Bytes that are looked at.
pub(super) const START: usize = 512;

/// What begins so, if it is known and none of the files that are read: a clause.
pub(super) fn foreign(start: &[u8]) -> Option<&'static str> {
    let text = start.trim_ascii_start();
    let begins =
        |with: &[u8]| text.len() >= with.len() && text[..with.len()].eq_ignore_ascii_case(with);
    if [&b"<!doctype"[..], b"<html", b"<head", b"<?xml", b"<!--"]
        .into_iter()
        .any(begins)
    {
        return Some(
            "is a web page saved as a file, not the file that the page leads to: download that one",
        );
    }
    if begins(b"version https://git-lfs") {
        return Some(
            "is a pointer of Git LFS, which stands for the file: `git lfs pull` fetches the file itself",
        );
    }
    let holds = |at: usize, bytes: &[u8]| start.get(at..at + bytes.len()) == Some(bytes);
    Some(match start {
        [b'P', b'K', 3 | 5 | 7, ..] => "is a zip archive: unpack it, and take the files in it",
        [0x93, b'N', b'U', b'M', b'P', b'Y', ..] => {
            "is an array of NumPy: save it as IDX, or as CSV with one row an image"
        }
        [0x80, 2..=5, ..] => {
            "is pickled Python data: save them as IDX, or as CSV with one row an image"
        }
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            "is a single picture: save all of them in one IDX file, or as CSV with one row an image"
        }
        [b'%', b'P', b'D', b'F', ..] => "is a PDF document",
        [b'B', b'Z', b'h', ..] | [0xfd, b'7', b'z', b'X', b'Z', ..] | [b'7', b'z', 0xbc, ..] => {
            "is packed with something else than gzip: unpack it"
        }
        _ if holds(257, b"ustar") => "is a tar archive: unpack it, and take the files in it",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_have_instead_is_named() {
        let mut tar = vec![b'a'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        for (start, said) in [
            (&b"\n <!DOCTYPE html><html>"[..], "a web page"),
            (
                b"version https://git-lfs.github.com/spec/v1\noid sha256:",
                "git lfs pull",
            ),
            (b"PK\x03\x04\x14\0", "a zip archive"),
            (b"\x93NUMPY\x01\0", "NumPy"),
            (b"\x80\x04\x95", "pickled"),
            (b"\x89PNG\r\n", "a single picture"),
            (b"BZh91AY", "gzip"),
            (&tar, "a tar archive"),
        ] {
            let found = foreign(start).unwrap();
            assert!(found.contains(said), "{found}");
        }
        for start in [&b""[..], b"5,0,0", b"\0\0\x08\x03", b"zero\none\n"] {
            assert_eq!(foreign(start), None);
        }
    }
}
