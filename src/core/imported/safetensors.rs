//! Safetensors files (<https://github.com/huggingface/safetensors>).

use std::borrow::Cow;
use std::collections::BTreeMap;

use safetensors::{Dtype, SafeTensorError, SafeTensors};

use super::tensor::{Kind, Tensor};
use crate::Refused;

/// The tensors of a file, by name, and what it says of itself.
pub fn read(bytes: &[u8]) -> Result<(Vec<Tensor<'_>>, BTreeMap<String, String>), Refused> {
    let file = SafeTensors::deserialize(bytes).map_err(|error| refused(&error, bytes))?;
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(|error| refused(&error, bytes))?;
    let metadata = header.metadata().clone().unwrap_or_default();
    let mut tensors: Vec<Tensor<'_>> = file
        .iter()
        .map(|(name, tensor)| Tensor {
            name: name.into(),
            kind: kind(tensor.dtype()),
            called: tensor.dtype().to_string(),
            shape: tensor.shape().to_vec(),
            fortran: false,
            bytes: Cow::Borrowed(tensor.data()),
        })
        .collect();
    crate::order::sort_by(&mut tensors, |a, b| a.name.cmp(&b.name));
    Ok((tensors, metadata.into_iter().collect()))
}

fn kind(dtype: Dtype) -> Kind {
    match dtype {
        Dtype::BOOL => Kind::Bool,
        Dtype::U8 => Kind::U8,
        Dtype::I16 => Kind::I16,
        Dtype::F16 => Kind::F16,
        Dtype::BF16 => Kind::Bf16,
        Dtype::F32 => Kind::F32,
        Dtype::F64 => Kind::F64,
        _ => Kind::Other,
    }
}

/// Why it cannot be read. Anything may be a length: only what looks like a header after it is one.
fn refused(error: &SafeTensorError, bytes: &[u8]) -> Refused {
    if bytes.get(8) != Some(&b'{') {
        return "is no network that can be read: neither a safetensors file nor a .npz of NumPy"
            .into();
    }
    match error {
        SafeTensorError::InvalidHeaderLength | SafeTensorError::MetadataIncompleteBuffer => {
            "is a safetensors file that is cut short, or has something else behind it".into()
        }
        error => format!("is a damaged safetensors file: {error}").into(),
    }
}
