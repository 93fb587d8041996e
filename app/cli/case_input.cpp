// SPDX-License-Identifier: MIT
#include "cli/case_input.h"

#include "base/error.h"
#include "base/file.h"
#include "cli/scan_input.h"

#include <fmt/format.h>

#include <cstdlib>
#include <system_error>

namespace cli {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone when this is.
class PassingFolder {
public:
    PassingFolder()
    {
        std::string name = (fs::temp_directory_path() / "mesomap-XXXXXX").string();
        if (!mkdtemp(name.data()))
            throw base::Error(fmt::format("{}: no folder can be made there.",
                                          fs::temp_directory_path().string()));
        path_ = name;
    }
    ~PassingFolder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    PassingFolder(const PassingFolder&) = delete;

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

}  // namespace

std::shared_ptr<const geometry::Scan> scan_in(const session::CaseFile& file)
{
    const session::CaseScan kept = file.scan();
    const PassingFolder folder;  // the readers want a file, with the name's ending
    const fs::path scan = folder.path() / fs::path(kept.name).filename();
    base::write_file(scan, kept.bytes);
    return load_scan(scan, kept.unit);
}

OpenCase open_case(const fs::path& file)
{
    session::CaseFile opened(file);
    auto scan = scan_in(opened);
    return {std::move(opened), std::move(scan)};
}

OpenCase
make_case(const fs::path& file, const fs::path& scan_file, std::optional<base::LengthUnit> unit)
{
    auto scan = load_scan(scan_file, unit);
    return {
        session::CaseFile(file, {scan_file.filename().string(), base::read_file(scan_file), unit}),
        std::move(scan)};
}

}  // namespace cli
