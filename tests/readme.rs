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

/// Those that are not the paper's are explained, with every key of their own.
#[test]
fn methods_beyond_the_paper_are_explained() {
    let readme = include_str!("../README.md");
    for method in METHODS
        .iter()
        .filter(|method| method.prunes() && method.recorded.is_none())
    {
        let row = format!("| `{}` |", method.id);
        assert!(readme.lines().any(|line| line.starts_with(&row)), "{row}");
    }
    for key in METHODS
        .iter()
        .flat_map(|method| method.parameters)
        .map(|parameter| parameter.key)
    {
        let said = [format!("`{key}`"), format!("`{key}="), format!(":{key}=")];
        assert!(said.iter().any(|said| readme.contains(said)), "{key}");
    }
}
