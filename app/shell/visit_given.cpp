// SPDX-License-Identifier: MIT
#include "shell/visit_given.h"

#include "base/error.h"
#include "base/file.h"
#include "session/approval.h"
#include "shell/texts.h"

#include <algorithm>
#include <optional>
#include <set>

namespace shell {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file_bytes = 512u << 20;
constexpr int most_files = 1000;  // of a folder

/// The text of the map with that checksum. What else lies there is none of ours.
std::optional<std::string> map_in_folder(const fs::path& folder, const std::string& checksum)
{
    std::error_code refused;
    int looked_at = 0;
    for (fs::directory_iterator entry(folder, refused), end; !refused && entry != end;
         entry.increment(refused)) {
        std::error_code gone;
        if (entry->path().extension() != ".json" || !entry->is_regular_file(gone)) continue;
        if (++looked_at > most_files) break;
        try {
            std::string text = base::read_file(entry->path(), largest_file_bytes);
            if (session::checksum_in(text) == checksum) return text;
        } catch (const base::Error&) {
            continue;
        }
    }
    return std::nullopt;
}

std::string map_text_of(const session::Acknowledgement& acknowledgement,
                        const fs::path& file,
                        const fs::path& exported)
{
    const std::set<fs::path> folders{fs::absolute(file).parent_path(),
                                     fs::absolute(exported).parent_path()};
    for (const fs::path& folder : folders)
        if (auto text = map_in_folder(folder, acknowledgement.map_checksum)) return *text;
    throw base::Error(say("The session map that {} is about lies not beside it: put both into one "
                          "folder.",
                          file.filename().string()));
}

}  // namespace

VisitGiven visit_given_in(const fs::path& file, const fs::path& exported)
{
    const auto acknowledgement = session::signed_acknowledgement_in(
        base::read_file(file, largest_file_bytes), file.filename().string());
    const std::string text = map_text_of(acknowledgement, file, exported);
    const session::SessionMap map = session::session_map_in(text, "The session map");
    if (!session::seal_holds(text))
        throw base::Error("The session map: the checksum does not fit; something was changed.");
    if (const auto problem = session::approval_problem(text, map))
        throw base::Error("The session map: " + *problem);
    const session::Given given = session::given_of(acknowledgement, text, map);
    return {
        map, session::past_visit_of(acknowledgement, given, map), given.planned_ml, given.given_ml};
}

std::string words_of(const VisitGiven& visit)
{
    std::uint32_t planned = 0, done = 0;
    for (const session::PastZone& zone : visit.past.zones) {
        planned += zone.planned;
        done += zone.done;
    }
    const auto aborted =
        std::ranges::count(visit.past.missed, true, &session::MissedPoint::aborted);
    std::string words = say("Visit {}: {} of {} points and {:.2f} of {:.2f} mL were given",
                            visit.past.number,
                            done,
                            planned,
                            visit.given_ml,
                            visit.planned_ml);
    if (visit.past.missed.empty()) return words + ".";
    return words + "; " +
           say("{} skipped, {} aborted.", std::ssize(visit.past.missed) - aborted, aborted);
}

}  // namespace shell
