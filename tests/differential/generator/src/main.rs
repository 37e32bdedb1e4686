//! Writes random valid WebAssembly modules to the standard output, each behind its length (32 bits,
//! little-endian). The same seed and index make the same module.
//!
//!     random-modules SEED FIRST COUNT

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use arbitrary::{Arbitrary, Result, Unstructured};
use wasm_smith::{Config, Module};

/// What a page of memory has.
const PAGE_BYTES: u64 = 65_536;

/// Bytes that decide what features and instructions a module may have.
const CONFIG_BYTES: usize = 512;

/// The fewest bytes that a module is made of, and how much more a large one may have.
const MODULE_BYTES: usize = 1_024;
const MORE_BYTES: u64 = 8_192;

/// SplitMix64: small, and enough to spread seeds.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(count + 8);
        while bytes.len() < count {
            bytes.extend_from_slice(&self.next().to_le_bytes());
        }
        bytes.truncate(count);
        bytes
    }
}

/// Which features and instructions a module has is drawn for each module anew, from all that Morph
/// accepts; so that there are modules that are made of few things, which meet more often.
fn config(u: &mut Unstructured) -> Result<Config> {
    let mut config = Config::arbitrary(u)?;

    // What Morph refuses, and proposals that no engine has by default.
    config.threads_enabled = false;
    config.memory64_enabled = false;
    config.relaxed_simd_enabled = false;
    config.compact_imports_enabled = false;

    // Nothing from outside, and everything to be seen from there.
    config.max_imports = 0;
    config.export_everything = true;
    config.allow_start_export = u.ratio(1, 4)?;
    config.generate_custom_sections = u.ratio(1, 8)?;

    // A result may depend on nothing that the specification leaves open.
    config.canonicalize_nans = true;

    // Enough that something happens, and small enough that a check is quick.
    config.min_types = 10;
    config.max_types = 30;
    config.min_funcs = u.int_in_range(1..=6)?;
    config.max_funcs = 12;
    config.max_instructions = u.int_in_range(10..=300)?;
    config.min_globals = u.int_in_range(0..=4)?;
    config.max_globals = 12;
    config.max_tags = u.int_in_range(0..=6)?;
    config.min_data_segments = u.int_in_range(0..=2)?;
    config.max_data_segments = 8;
    config.min_element_segments = u.int_in_range(0..=2)?;
    config.max_element_segments = 8;
    config.max_elements = 30;
    config.max_memories = u.int_in_range(0..=3)?;
    config.min_memories = u.int_in_range(0..=config.max_memories as u32)?;
    config.max_memory32_bytes = u.int_in_range(0..=8)? * PAGE_BYTES;
    let tables = if config.reference_types_enabled { 3 } else { 1 };
    config.max_tables = u.int_in_range(0..=tables)?;
    config.min_tables = u.int_in_range(0..=config.max_tables as u32)?;
    config.max_table_elements = u.int_in_range(0..=200)?;
    config.limit_arrays_in_const_exprs = true;
    Ok(config)
}

/// A module of a seed and an index.
fn module(seed: u64, index: u64) -> Result<Vec<u8>> {
    let mut random = Random(seed ^ Random(index).next());
    let choices = random.bytes(CONFIG_BYTES);
    let config = config(&mut Unstructured::new(&choices))?;
    let length = MODULE_BYTES + (random.next() % MORE_BYTES) as usize;
    let content = random.bytes(length);
    Ok(Module::new(config, &mut Unstructured::new(&content))?.to_bytes())
}

fn write(seed: u64, first: u64, count: u64) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for index in first..first.saturating_add(count) {
        // Too few bytes for what was begun: there is no such module, which is a length of 0.
        let bytes = module(seed, index).unwrap_or_default();
        out.write_all(&(bytes.len() as u32).to_le_bytes())?;
        out.write_all(&bytes)?;
    }
    out.flush()
}

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|word| word.parse().ok())
        .collect();
    let &[seed, first, count] = numbers.as_slice() else {
        eprintln!("usage: random-modules SEED FIRST COUNT");
        return ExitCode::from(2);
    };
    match write(seed, first, count) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("random-modules: {error}");
            ExitCode::FAILURE
        }
    }
}
