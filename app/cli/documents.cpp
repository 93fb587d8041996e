// SPDX-License-Identifier: MIT
#include "cli/documents.h"

#include "base/error.h"
#include "base/file.h"
#include "session/approval.h"
#include "session/canonical_text.h"

#include <utility>

namespace cli {
namespace {

constexpr std::uintmax_t largest_request_bytes = 64u << 20;
constexpr std::uintmax_t largest_map_bytes = 512u << 20;

}  // namespace

session::Request load_request(const std::filesystem::path& file)
{
    return session::request_in(base::read_file(file, largest_request_bytes),
                               file.filename().string());
}

session::SeriesWish load_series(const std::filesystem::path& file)
{
    return session::series_in(base::read_file(file, largest_request_bytes),
                              file.filename().string());
}

MapFile load_map(const std::filesystem::path& file)
{
    std::string text = base::read_file(file, largest_map_bytes);
    session::SessionMap map = session::session_map_in(text, file.filename().string());
    return {std::move(text), std::move(map)};
}

MapFile load_sealed_map(const std::filesystem::path& file)
{
    MapFile loaded = load_map(file);
    if (!session::seal_holds(loaded.text))
        throw base::Error(file.filename().string() +
                          ": the checksum does not fit the map; something was changed.");
    if (const auto problem = session::approval_problem(loaded.text, loaded.map))
        throw base::Error(file.filename().string() + ": " + *problem);
    return loaded;
}

std::string checksum_of(const session::SessionMap& map)
{
    return session::checksum_in(session::text_of(map));
}

}  // namespace cli
