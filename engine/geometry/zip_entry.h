// SPDX-License-Identifier: MIT
// Just enough of ZIP to look into a 3MF file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace geometry {

/// The first bytes, at most `limit`, of the first entry whose name ends with `suffix`. Empty if
/// there is none or the archive is damaged. Layout: PKWARE APPNOTE 4.3, method: RFC 1951.
std::optional<std::string>
start_of_zip_entry(std::string_view archive, std::string_view suffix, std::size_t limit);

}  // namespace geometry
