// SPDX-License-Identifier: MIT
#include "cli/case_input.h"

#include "base/file.h"
#include "cli/scan_input.h"

namespace cli {
namespace fs = std::filesystem;

std::shared_ptr<const geometry::Scan> scan_in(const session::CaseFile& file)
{
    const session::CaseScan kept = file.scan();
    return scan_from(kept.bytes, fs::path(kept.name).filename(), kept.unit);
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
        made.emplace(
            file,
            session::CaseScan{scan_file.filename().string(), base::read_file(scan_file), unit});
    });
    return {std::move(*made), std::move(scan)};
}

}  // namespace cli
