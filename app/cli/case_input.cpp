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

/// The readers want a file, with the name's ending.
std::shared_ptr<const geometry::Scan> scan_in(const session::CaseScan& kept)
{
    const PassingFolder folder;
    const fs::path file = folder.path() / fs::path(kept.name).filename();
    base::write_file(file, kept.bytes);
    return load_scan(file, kept.unit);
}

}  // namespace

OpenCase open_case(const fs::path& file)
{
    session::CaseFile opened(file);
    const session::CaseScan kept = opened.scan();
    return {std::move(opened), kept.name, scan_in(kept)};
}

OpenCase
make_case(const fs::path& file, const fs::path& scan_file, std::optional<base::LengthUnit> unit)
{
    auto scan = load_scan(scan_file, unit);
    const std::string name = scan_file.filename().string();
    return {
        session::CaseFile(file, {name, base::read_file(scan_file), unit}), name, std::move(scan)};
}

}  // namespace cli
