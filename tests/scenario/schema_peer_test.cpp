// SPDX-License-Identifier: MIT
// Our schema checker against the one of Python (Debian: python3-jsonschema), on documents that were
// changed in every place once.
#include "plans.h"
#include "program.h"

#include "base/file.h"
#include "session/acknowledgement.h"
#include "session/schema.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace {

using nlohmann::json;

const char* peer_script = R"(
import json, sys, jsonschema
schema, documents, verdicts = sys.argv[1:]
schema = json.load(open(schema))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
with open(verdicts, "w") as out:
    for line in open(documents):
        out.write("1" if validator.is_valid(json.loads(line)) else "0")
)";

bool python_has_jsonschema()
{
    return std::system("python3 -c 'import jsonschema; jsonschema.Draft202012Validator' "
                       ">/dev/null 2>&1") == 0;
}

/// The document with each of its values replaced or taken out once, and with a field too many.
void append_changes(const json& document, std::vector<json>& changes)
{
    const json flat = document.flatten();
    for (const auto& [place, unused] : flat.items()) {
        const json::json_pointer pointer(place);
        for (const json& value : {json(nullptr),
                                  json("text"),
                                  json(-1),
                                  json(0.25),
                                  json(1e6),
                                  json::array(),
                                  json::object(),
                                  json(true)}) {
            json changed = document;
            changed[pointer] = value;
            changes.push_back(std::move(changed));
        }
        for (json::json_pointer up = pointer; !up.empty(); up = up.parent_pointer()) {
            json changed = document;
            json& parent = changed[up.parent_pointer()];
            if (parent.is_object())
                parent.erase(up.back());
            else
                parent.erase(std::stoul(up.back()));
            changes.push_back(changed);
            if (parent.is_object()) parent["surplus"] = 1;
            changes.push_back(std::move(changed));
        }
    }
}

/// One digit per document: does the peer accept it?
std::string
peer_verdicts(const std::string& name, const json& schema, const std::vector<json>& documents)
{
    const std::filesystem::path folder = test::fresh_folder("schema_" + name);
    std::string lines;
    for (const json& document : documents)
        lines += document.dump() + "\n";
    base::write_file(folder / "peer.py", peer_script);
    base::write_file(folder / "schema.json", schema.dump());
    base::write_file(folder / "documents.jsonl", lines);
    const std::string command = "python3 '" + (folder / "peer.py").string() + "' '" +
                                (folder / "schema.json").string() + "' '" +
                                (folder / "documents.jsonl").string() + "' '" +
                                (folder / "verdicts").string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    return base::read_file(folder / "verdicts");
}

void expect_same_verdicts(const std::string& name, const json& schema, const json& document)
{
    std::vector<json> documents{document};
    append_changes(document, documents);
    const std::string peer = peer_verdicts(name, schema, documents);
    ASSERT_EQ(peer.size(), documents.size());
    EXPECT_EQ(peer[0], '1');
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const auto problem = session::schema_problem(schema, documents[i]);
        EXPECT_EQ(!problem, peer[i] == '1') << problem.value_or("ours: fits") << "\n"
                                            << documents[i].dump();
    }
}

TEST(SchemaPeer, AgreesOnRequests)
{
    if (!python_has_jsonschema()) GTEST_SKIP() << "python3-jsonschema is not installed";
    expect_same_verdicts("request", session::request_schema(), json::parse(R"({
        "format": "mesomap.request", "version": 1, "unit": "mm", "seed": 7,
        "zones": [{"name": "cheek", "technique": "skin_booster", "spacing_mm": 8,
                   "pattern": "rows", "points": 12, "density_per_cm2": 1, "dose_ml_per_cm2": 1,
                   "row_spacing_mm": 5, "direction": [1, 0, 0], "guide_mm": [[1, 2, 3], [4, 5, 6]],
                   "line_mm": [[1, 2, 3], [4, 5, 6]], "border": "inset", "inset_mm": 2,
                   "spacing_at_border_mm": 3, "blend_mm": 5, "pinned_mm": [[1, 2, 3]],
                   "mirrored": true, "mirror_point_mm": [0, 0, 0], "mirror_normal": [1, 0, 0],
                   "depth_mm": 1, "angle_deg": 45, "volume_ml": 0.02,
                   "needle": "n30_4",
                   "removed_mm": [[1, 2, 3]],
                   "strokes": [{"mode": "add", "radius_mm": 22, "path_mm": [[-38, 12.5, 60.1]]},
                               {"shape": "outline", "mode": "erase",
                                "corners_mm": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]},
                               {"shape": "fill", "mode": "add", "place_mm": [1, 2, 3],
                                "angle_deg": 40, "radius_mm": 30},
                               {"shape": "grow", "by_mm": 2},
                               {"shape": "fill_holes", "up_to_cm2": 1},
                               {"shape": "invert", "within_mm": 5},
                               {"shape": "mirror", "point_mm": [0, 0, 0], "normal": [1, 0, 0],
                                "keeps": true}]}]
        })"));
}

TEST(SchemaPeer, AgreesOnSessionMaps)
{
    if (!python_has_jsonschema()) GTEST_SKIP() << "python3-jsonschema is not installed";
    session::SessionMap map = test::ball_map();
    map.zones.resize(1);
    map.points.resize(1);
    map.points[0].pinned = true;
    map.zones[0].arrangement = {{session::PatternKind::rows, 5, glm::dvec3(1, 0, 0), {}},
                                session::Amount{session::AmountKind::points, 12},
                                {session::BorderRule::inset, 2},
                                session::BorderSpacing{3, 5},
                                session::MirrorWish{},
                                {{1, 2, 3}},
                                {{4, 5, 6}},
                                {{7, 8, 9}}};
    map.zones[0].strokes.emplace_back(zones::Reshape{zones::Reshaping::smooth, 2});
    map.zones[0].strokes.emplace_back(zones::Mirroring{});
    map.checks.resize(1);
    map.approval =
        session::Approval{"Dr. Roe", {20000}, {20001}, std::string(32, 'c'), std::string(64, 'd')};
    map.signature = session::Signature{std::string(64, 'e'), std::string(128, 'f')};
    map.patient.emplace();
    expect_same_verdicts("map", session::session_map_schema(), json::parse(text_of(map)));
}

TEST(SchemaPeer, AgreesOnAcknowledgements)
{
    if (!python_has_jsonschema()) GTEST_SKIP() << "python3-jsonschema is not installed";
    session::Acknowledgement done;
    done.map_checksum = std::string(64, 'a');
    done.use_id = std::string(32, 'b');
    done.device = "Bench 7";
    done.residual_mm = 0.5;
    done.points = {{1, session::Outcome::done, "2026-11-22T20:31:07Z", glm::dvec3(1), 0.02, ""}};
    done.signature = {std::string(64, 'c'), std::string(128, 'd')};
    expect_same_verdicts(
        "acknowledgement", session::acknowledgement_schema(), json::parse(text_of(done)));
}

}  // namespace
