// SPDX-License-Identifier: MIT
// How subcommands get their scan: the file, and the unit that the user may have said.
#pragma once

#include "base/units.h"
#include "geometry/scan.h"
#include "session/session_map.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cli {

/// What --unit says, if it was given. Throws base::Error if that is no unit of length.
std::optional<base::LengthUnit> unit_said(const std::optional<std::string>& word);

/// Reads a scan in millimetres; `given` is the unit of a file that does not state its own. Without
/// `hashes` it does not know its sha256, which takes a while to find.
std::shared_ptr<const geometry::Scan> load_scan(const std::filesystem::path& file,
                                                std::optional<base::LengthUnit> given,
                                                bool hashes = true);

/// The scan that a map was made of, as the map knows it. Throws base::Error if the file is another.
std::shared_ptr<const geometry::Scan> load_scan_of(const session::ScanIdentity& identity,
                                                   const std::filesystem::path& file);

/// As load_scan, from the bytes of a file of that name, and of the picture beside it, if there was
/// one.
std::shared_ptr<const geometry::Scan> scan_from(std::string_view bytes,
                                                const std::filesystem::path& name,
                                                std::optional<base::LengthUnit> given,
                                                std::string_view picture);

}  // namespace cli
