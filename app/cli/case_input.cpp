// SPDX-License-Identifier: MIT
#include "cli/case_input.h"

#include "base/file.h"
#include "cli/scan_input.h"
#include "geometry/picture_file.h"
#include "geometry/texture.h"

namespace cli {
namespace fs = std::filesystem;

namespace {

/// Of the picture only its pixels go into the case; a scan whose file holds it has it already.
std::string picture_beside(const geometry::Scan& scan)
{
    if (!scan.picture || scan.picture->file.empty()) return {};
    return geometry::pixels_only(base::read_file(scan.picture->file));
}

}  // namespace

std::shared_ptr<const geometry::Scan> scan_in(const session::CaseFile& file)
{
    const session::CaseScan kept = file.scan();
    return scan_from(kept.bytes, fs::path(kept.name).filename(), kept.unit, kept.picture);
}

OpenCase open_case(const fs::path& file)
{
    session::CaseFile opened(file);
    auto scan = scan_in(opened);
    return {std::move(opened), std::move(scan)};
}

OpenCase make_case(const fs::path& file,
                   const fs::path& scan_file,
                   std::optional<base::LengthUnit> unit,
                   const Making& making)
{
    auto scan = load_scan(scan_file, unit);
    std::optional<session::CaseFile> made;
    making([&] {
        made.emplace(file,
                     session::CaseScan{scan_file.filename().string(),
                                       base::read_file(scan_file),
                                       unit,
                                       picture_beside(*scan)});
    });
    return {std::move(*made), std::move(scan)};
}

}  // namespace cli
