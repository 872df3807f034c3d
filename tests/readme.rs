//! What the README lists is what the tables have.

use censet::rewiring::METHODS;

#[test]
fn every_method_is_in_the_readme() {
    let readme = include_str!("../README.md");
    let row = readme
        .lines()
        .find(|line| line.starts_with("| `rewiring::METHODS`"));
    let row = row.expect("the table of tables");
    let named: Vec<&str> = row.split('`').skip(3).step_by(2).collect();
    let ids: Vec<&str> = METHODS.iter().map(|method| method.id).collect();
    assert_eq!(named, ids);
}
