//! SET's prune against the reference code run with NumPy.

use crate::common::{layer, list, mask, matrix, number, oracle};
use censet::rewiring::set;

#[test]
fn every_oracle_layer() {
    let oracle = oracle("set_rewire");
    for case in list(&oracle["cases"]) {
        let name = case["name"].as_str().unwrap();
        let zeta = number(&case["zeta"]);
        let mut layer = layer(&matrix(&case["weights"]), &matrix(&case["mask_before"]));
        let removed = set::prune(&mut layer, zeta);
        let expected = case
            .get("kept_mask_clean_rule")
            .unwrap_or(&case["kept_mask"]);
        let expected = if expected.is_null() {
            &case["kept_mask"]
        } else {
            expected
        };
        assert_eq!(mask(&layer), matrix(expected), "{name}, zeta {zeta}");
        let before = number(&case["n_connections_before"]) as usize;
        assert_eq!(removed.len() + layer.len(), before, "{name}, zeta {zeta}");
    }
}
