// SPDX-License-Identifier: MIT
#include "cli/case_input.h"

#include "base/file.h"
#include "cli/passphrase_input.h"
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

void case_options(Options& options, CaseKeys& keys)
{
    options.option("--passphrase-file",
                   keys.passphrase_file,
                   "The case's passphrase, in the first line of a file; else it is asked for");
    options.option("--by", keys.by, "Who does this, for the case's audit log");
}

session::CaseAccess access_of(const CaseKeys& keys)
{
    return {keys.by, [file = keys.passphrase_file] { return passphrase_of(file); }};
}

OpenCase open_case(const fs::path& file, const CaseKeys& keys)
{
    session::CaseFile opened(file, access_of(keys));
    auto scan = scan_in(opened);
    return {std::move(opened), std::move(scan)};
}

OpenCase make_case(const fs::path& file,
                   const fs::path& scan_file,
                   std::optional<base::LengthUnit> unit,
                   const CaseKeys& keys,
                   const Making& making)
{
    std::optional<session::Secret> passphrase;
    if (keys.passphrase_file) passphrase = new_passphrase_of(keys.passphrase_file);
    auto scan = load_scan(scan_file, unit);
    std::optional<session::CaseFile> made;
    making([&] {
        made.emplace(
            file,
            session::CaseScan{scan_file.filename().string(),
                              base::read_file(scan_file),
                              unit,
                              picture_beside(*scan)},
            session::NewCase{.who = keys.by, .passphrase = passphrase ? &*passphrase : nullptr});
    });
    return {std::move(*made), std::move(scan)};
}

}  // namespace cli
