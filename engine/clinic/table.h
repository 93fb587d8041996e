// SPDX-License-Identifier: MIT
// The clinic room: what medicine says, as tables and rules. Every number in it has a source that
// the user can see.
//
// A clinical table is a text file of facts, one a row: subject, field, value, unit, source,
// standing. The files travel inside the program (assets/clinical/).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clinic {

/// How much a value can be trusted. What is from memory is to be checked by a clinician.
enum class Standing { published, label, calculated, from_memory };

/// "published", "drug label", "calculated" or "from memory, to be checked by a clinician".
std::string_view name_of(Standing standing);

/// A value and where it comes from.
template <typename T>
struct Sourced {
    T value{};
    std::string source;  // keys of assets/clinical/sources.csv: "F2; F4"
    Standing standing = Standing::from_memory;
};

/// One row of a clinical table.
struct Fact {
    std::string subject;  // "nappage"
    std::string field;    // "default_depth"
    std::string value;
    std::string unit;  // "mm", "mL", "deg", "mL/cm2", "text"
    std::string source;
    Standing standing = Standing::from_memory;
};

/// Reads a table; `name` is how errors call it. Throws Error if a row has not six cells, an unknown
/// standing, or no source.
std::vector<Fact> read_facts(std::string_view csv, std::string_view name);

/// The cells of comma-separated text (RFC 4180), row by row, without the heading row.
std::vector<std::vector<std::string>> read_csv(std::string_view csv);

/// A fact's value as a number. Throws Error if it is none, or if its unit is not `unit`.
Sourced<double> number_in(const Fact& fact, std::string_view unit);
Sourced<std::string> text_in(const Fact& fact);

/// What the user reads for source keys: "Beauty Training Portal, ... (web page)". Throws Error for
/// a key that sources.csv does not hold.
std::string describe_source(std::string_view keys);

/// A name of the tables as a person says it: "thigh outer" for "thigh_outer", and the vertebra "L4"
/// for "l4".
std::string words_of_id(std::string_view id);

}  // namespace clinic
