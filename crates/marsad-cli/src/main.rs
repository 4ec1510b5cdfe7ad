//! The `marsad` command.

fn main() -> std::process::ExitCode {
    marsad_cli::run()
}
