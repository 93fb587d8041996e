// SPDX-License-Identifier: MIT
// Where the tests find people: the project's reference models always, real scans where
// MESOMAP_SCANS leads to some.
#pragma once

#include <filesystem>
#include <vector>

namespace test {

std::filesystem::path source_folder();
std::filesystem::path reference_model(const char* name);  // "face.ply"

/// A file of tests/fixtures, which an earlier program wrote; never made anew.
std::filesystem::path fixture(const char* name);

/// The real scan of that name, or an empty path where there is none: then the test runs on
/// reference models alone.
std::filesystem::path real_scan(const char* name);

}  // namespace test
