//! ReLU and SReLU, for one neuron's samples of a tile.
//!
//! Four samples go at a time, both sides of a threshold are computed and one is selected, and the
//! gradients are summed lane by lane: with a branch a sample, a batch with SReLU takes 1.52 × the
//! time in V8.

use rand::Rng;
use wide::f32x4;

use super::kernels::sums_of_four;
use super::tile::{Samples, ZERO};
use crate::random::{Purpose, stream, unit};

/// The activation of the hidden layers (`act`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// max(0, x).
    Relu,
    /// The s-shaped rectified linear unit, four learned parameters a neuron.
    Srelu,
}

impl Activation {
    /// All values, the usual one first.
    pub const ALL: [Self; 2] = [Self::Relu, Self::Srelu];

    /// The value's name in a text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relu => "relu",
            Self::Srelu => "srelu",
        }
    }

    /// The value that a text names.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.name() == text)
    }
}

/// What a layer does to the sums that reach its neurons.
#[derive(Clone, Debug, PartialEq)]
pub enum LayerActivation {
    /// max(0, x).
    Relu,
    /// The s-shaped rectified linear unit, with parameters of its own for each neuron.
    Srelu(Srelu),
    /// Nothing: the output layer, whose sums go to the softmax.
    Linear,
}

/// The parameters of SReLU (X. Jin et al., "Deep Learning with S-shaped Rectified Linear Activation
/// Units", 2016), four a neuron, and their velocities.
///
/// With t_r' = t_left + |t_right|:
/// f(x) = t_r' + a_right (x − t_r') for x ≥ t_r'; t_left + a_left (x − t_left) for x ≤ t_left;
/// x in between. This is the parametrisation of keras-contrib.
#[derive(Clone, Debug, PartialEq)]
pub struct Srelu {
    /// \[t_left, a_left, t_right, a_right\] of each neuron.
    pub parameters: Vec<[f32; 4]>,
    /// The velocity of each parameter.
    pub velocities: Vec<[f32; 4]>,
}

impl Srelu {
    /// The initial parameters of layer `layer` with `neurons` neurons: t_left 0, a_left uniform in
    /// [0, 1), t_right uniform in [0, 5), a_right 1.
    pub fn initial(seed: u32, layer: u32, neurons: usize) -> Self {
        let mut stream = stream(seed, Purpose::Activation, layer, 0);
        let parameters = (0..neurons)
            .map(|_| {
                let a_left = unit(stream.next_u32());
                let t_right = 5.0 * unit(stream.next_u32());
                [0.0, a_left, t_right, 1.0]
            })
            .collect();
        Self {
            parameters,
            velocities: vec![[0.0; 4]; neurons],
        }
    }

    pub(super) fn reset_velocities(&mut self) {
        self.velocities.fill([0.0; 4]);
    }
}

/// max(0, x).
pub(super) fn relu(sums: &Samples) -> Samples {
    // Not max: what it makes of −0 and NaN differs between targets.
    sums.map(|x| x.simd_le(f32x4::ZERO).select(f32x4::ZERO, x))
}

/// The delta of the sums, given that of [`relu`]: the same above 0, else 0.
pub(super) fn relu_backward(sums: &Samples, delta: &Samples) -> Samples {
    std::array::from_fn(|i| sums[i].simd_gt(f32x4::ZERO).select(delta[i], f32x4::ZERO))
}

/// SReLU of one neuron's sums.
pub(super) fn srelu([t_left, a_left, t_right, a_right]: [f32; 4], sums: &Samples) -> Samples {
    let upper = f32x4::splat(t_left + t_right.abs());
    let lower = f32x4::splat(t_left);
    sums.map(|x| {
        let right = upper + a_right * (x - upper);
        let left = lower + a_left * (x - lower);
        x.simd_ge(upper)
            .select(right, x.simd_le(lower).select(left, x))
    })
}

/// The gradients of SReLU: given the sums and the delta of the activation, the delta of the sums,
/// with each parameter's gradient added to `gradient`. The gradient of t_right is that of the raw
/// parameter, sign included; t_left moves both thresholds.
pub(super) fn srelu_backward(
    [t_left, a_left, t_right, a_right]: [f32; 4],
    sums: &Samples,
    delta: &Samples,
    gradient: &mut [f32; 4],
) -> Samples {
    let upper = f32x4::splat(t_left + t_right.abs());
    let lower = f32x4::splat(t_left);
    // Over the samples on either side: the sum of the deltas, and of delta · (x − threshold).
    let [mut on_left, mut by_left, mut on_right, mut by_right] = [f32x4::ZERO; 4];
    let mut result = ZERO;
    for i in 0..5 {
        let (x, delta) = (sums[i], delta[i]);
        let right = x.simd_ge(upper);
        let left = x.simd_le(lower) & !right;
        let delta_right = right.select(delta, f32x4::ZERO);
        let delta_left = left.select(delta, f32x4::ZERO);
        on_left += delta_left;
        by_left += delta_left * (x - lower);
        on_right += delta_right;
        by_right += delta_right * (x - upper);
        let inside = (left | right).select(f32x4::ZERO, delta);
        result[i] = inside + (a_left * delta_left + a_right * delta_right);
    }
    let sums = sums_of_four([on_left, by_left, on_right, by_right]);
    let [on_left, by_left, on_right, by_right] = sums.to_array();
    let sign = if t_right == 0.0 {
        0.0
    } else {
        t_right.signum()
    };
    gradient[0] += on_left * (1.0 - a_left) + on_right * (1.0 - a_right);
    gradient[1] += by_left;
    gradient[2] += sign * (on_right * (1.0 - a_right));
    gradient[3] += by_right;
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::tile::{get, set};
    use serde_json::Value;

    /// keras-contrib's SReLU, differentiated by TensorFlow.
    fn oracle() -> Value {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/oracles/srelu.json"
        );
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// A batch: each unit has parameters of its own, and their gradients are sums over the samples.
    #[test]
    fn srelu_of_a_batch_as_in_keras_contrib() {
        let case = &oracle()["batch_case"];
        let number = |value: &Value| value.as_f64().unwrap();
        let samples = case["x"].as_array().unwrap().len();
        for unit in 0..4 {
            let keys = ["t_left", "a_left", "t_right", "a_right"];
            let parameters = keys.map(|key| number(&case[key][unit]) as f32);
            let (mut sums, mut delta) = (ZERO, ZERO);
            for sample in 0..samples {
                set(&mut sums, sample, number(&case["x"][sample][unit]) as f32);
                set(
                    &mut delta,
                    sample,
                    number(&case["upstream"][sample][unit]) as f32,
                );
            }
            let mut gradient = [0.0; 4];
            let dx = srelu_backward(parameters, &sums, &delta, &mut gradient);
            let y = srelu(parameters, &sums);
            let close = |found: f32, expected: &Value| {
                let expected = number(expected);
                let error = (f64::from(found) - expected).abs();
                assert!(error <= 1e-5 * expected.abs() + 1e-6, "{found}, {expected}");
            };
            for sample in 0..samples {
                close(get(&y, sample), &case["y"][sample][unit]);
                close(get(&dx, sample), &case["grad_x"][sample][unit]);
            }
            for (found, key) in gradient.into_iter().zip(keys) {
                close(found, &case[format!("grad_{key}")][unit]);
            }
        }
    }

    /// Every grid point, one at a time in a tile whose other samples have delta 0.
    #[test]
    fn srelu_as_in_keras_contrib() {
        let oracle = oracle();
        let mut points = 0;
        for case in oracle["grid_cases"].as_array().unwrap() {
            let number = |key: &str| case[key].as_f64().unwrap() as f32;
            let parameters = ["t_left", "a_left", "t_right", "a_right"].map(number);
            for (i, x) in case["x"].as_array().unwrap().iter().enumerate() {
                let (mut sums, mut delta) = (ZERO, ZERO);
                set(&mut sums, 7, x.as_f64().unwrap() as f32);
                set(&mut delta, 7, 1.0);
                let mut gradient = [0.0; 4];
                let dx = srelu_backward(parameters, &sums, &delta, &mut gradient);
                let [t_left, a_left, t_right, a_right] = gradient;
                for (key, found) in [
                    ("y", get(&srelu(parameters, &sums), 7)),
                    ("d_x", get(&dx, 7)),
                    ("d_t_left", t_left),
                    ("d_a_left", a_left),
                    ("d_t_right", t_right),
                    ("d_a_right", a_right),
                ] {
                    let expected = case[key][i].as_f64().unwrap();
                    let error = (f64::from(found) - expected).abs();
                    assert!(
                        error <= 1e-5 * expected.abs() + 1e-6,
                        "{key} at {x}: {found}, {expected}"
                    );
                    points += 1;
                }
            }
        }
        assert!(points > 100, "{points} points");
    }
}
