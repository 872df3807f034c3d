//! `build-bindings MODULE.wasm NAME FOLDER` writes the module, with its JavaScript bindings and their types, as NAME into
//! the folder. wasm-bindgen's own command does the same, and takes five times as long to compile.
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, name, folder] = arguments.as_slice() else {
        eprintln!("Usage: build-bindings MODULE.wasm NAME FOLDER");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let written = bindgen.web(true).and_then(|bindgen| {
        bindgen
            .input_path(module)
            .out_name(name)
            .typescript(true)
            .omit_default_module_path(false)
            // Names of functions would be a tenth of what visitors load.
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(folder)
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("build-bindings: {error:#}");
            ExitCode::FAILURE
        }
    }
}
