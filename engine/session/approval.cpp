// SPDX-License-Identifier: MIT
#include "session/approval.h"

#include "base/error.h"

#include <fmt/format.h>

namespace session {
namespace {

/// The map as it was before it was approved.
std::string draft_of(SessionMap map)
{
    map.approval.reset();
    map.signature.reset();
    return text_of(map);
}

}  // namespace

std::string
approved_text(std::string_view draft_text, const ApprovalWish& wish, const SigningKey& key)
{
    SessionMap map = session_map_in(draft_text, "The map");
    if (map.approval)
        throw base::Error(fmt::format("The map is approved already, by {} on {}.",
                                      map.approval->by,
                                      clinic::text_of(map.approval->on)));
    if (!seal_holds(draft_text))
        throw base::Error("The checksum does not fit the map: something in it was changed.");
    if (wish.by.find_first_not_of(" \t") == wish.by.npos)
        throw base::Error("An approval needs a name: who answers for the map?");
    if (wish.expires < wish.on)
        throw base::Error(fmt::format("A map that is approved on {} cannot expire on {}.",
                                      clinic::text_of(wish.on),
                                      clinic::text_of(wish.expires)));
    map.approval = {wish.by, wish.on, wish.expires, wish.use_id, checksum_in(draft_text)};
    map.signature = open_signature(key.public_key);
    std::string text = signed_text(text_of(map), key);
    session_map_in(text, "The approved map");
    return text;
}

std::optional<std::string> approval_problem(std::string_view text, const SessionMap& map)
{
    if (!map.approval) return std::nullopt;
    if (!signature_holds(text))
        return "The signature does not fit the map: it was changed after it was approved, or it "
               "was not approved with this key.";
    if (checksum_in(draft_of(map)) != map.approval->draft_checksum)
        return "The map that was approved is not the draft that its approval names.";
    if (map.approval->expires < map.approval->on)
        return fmt::format("The map expires on {}, before it was approved.",
                           clinic::text_of(map.approval->expires));
    return std::nullopt;
}

std::optional<std::string>
use_problem(const SessionMap& map, const std::string& public_key, clinic::Day today)
{
    if (!map.approval) return "The map is a draft: nobody has approved it.";
    if (!map.signature || map.signature->public_key != public_key)
        return fmt::format("The map is signed by another key than this one: by {}, not {}.",
                           map.signature ? map.signature->public_key.substr(0, 12) : "none",
                           public_key.substr(0, 12));
    if (today < map.approval->on)
        return fmt::format("The map is approved from {} on, and this is {}.",
                           clinic::text_of(map.approval->on),
                           clinic::text_of(today));
    if (today > map.approval->expires)
        return fmt::format("The map expired on {}, and this is {}.",
                           clinic::text_of(map.approval->expires),
                           clinic::text_of(today));
    return std::nullopt;
}

}  // namespace session
