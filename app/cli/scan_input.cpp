// SPDX-License-Identifier: MIT
#include "cli/scan_input.h"

#include "anatomy/scale.h"
#include "base/error.h"
#include "geometry/import.h"
#include "session/plan.h"

#include <fmt/format.h>

namespace cli {

std::optional<base::LengthUnit> unit_said(const std::optional<std::string>& word)
{
    if (!word) return std::nullopt;
    const std::optional<base::LengthUnit> unit = base::length_unit_named(*word);
    if (!unit)
        throw base::Error(
            fmt::format("--unit {} is no unit of length; say mm, cm, dm, m or inch.", *word));
    return unit;
}

std::shared_ptr<const geometry::Scan>
load_scan(const std::filesystem::path& file, std::optional<base::LengthUnit> given, bool hashes)
{
    return std::make_shared<const geometry::Scan>(
        anatomy::in_millimetres(geometry::import_mesh(file, {.hashes = hashes}), given));
}

std::shared_ptr<const geometry::Scan> load_scan_of(const session::ScanIdentity& identity,
                                                   const std::filesystem::path& file)
{
    auto scan = load_scan(file, base::length_unit_named(identity.unit));
    if (session::identity_of(*scan) != identity)
        throw base::Error(file.filename().string() + " is not the scan of this map.");
    return scan;
}

std::shared_ptr<const geometry::Scan> scan_from(std::string_view bytes,
                                                const std::filesystem::path& name,
                                                std::optional<base::LengthUnit> given,
                                                std::string_view picture)
{
    return std::make_shared<const geometry::Scan>(
        anatomy::in_millimetres(geometry::import_bytes(bytes, name, picture), given));
}

}  // namespace cli
