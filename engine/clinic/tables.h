// SPDX-License-Identifier: MIT
// All clinical tables, for those who show or test them as a whole.
#pragma once

#include "clinic/table.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

struct ClinicalTable {
    std::string_view name;   // "areas": assets/clinical/areas.csv
    std::string_view title;  // what it holds
    std::string_view csv;
};

/// In the order in which a clinician reads them.
std::span<const ClinicalTable> all_tables();

/// Its facts, read once. Throws Error for a table that there is not.
const std::vector<Fact>& facts_in(std::string_view table);

/// Counts how the code reads the tables: raise it with each change after which the same tables give
/// other depths, places or checks.
inline constexpr int rules = 3;

/// What a map keeps of the tables and rules that it was made with: the first 12 hexadecimal digits
/// of the SHA-256 of all tables, their sources and `rules`.
const std::string& tables_hash();

/// A row that is not in a table, or is there and not used, and why: table, row, reason.
struct LeftOut {
    std::string table, row, reason;
};
const std::vector<LeftOut>& left_out();

}  // namespace clinic
