//! `cargo bench`: the cases of the benchmarks, natively.

mod cases;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn all(criterion: &mut Criterion) {
    for name in cases::names() {
        let case = cases::case(&name);
        let (group, what) = name.split_once('/').expect("group/what");
        let mut group = criterion.benchmark_group(group);
        if case.unit != "runs" {
            // Floating-point operations or samples.
            group.throughput(Throughput::Elements(case.amount as u64));
        }
        let mut run = case.run;
        group.bench_function(what, |bencher| bencher.iter(&mut run));
    }
}

criterion_group!(benches, all);
criterion_main!(benches);
