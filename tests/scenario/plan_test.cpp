// SPDX-License-Identifier: MIT
// From a scan to a checked session map, by the real program: on real people where there are some,
// and on the reference models.
#include "program.h"
#include "scans.h"

#include "base/file.h"
#include "geometry/import.h"
#include "session/session_map.h"

#include <fmt/format.h>
#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <set>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

json zone(const char* name, const char* technique, double spacing_mm, json strokes)
{
    return {{"name", name},
            {"technique", technique},
            {"spacing_mm", spacing_mm},
            {"strokes", std::move(strokes)}};
}

json stroke(double radius_mm, json path_mm, const char* mode = "add")
{
    return {{"mode", mode}, {"radius_mm", radius_mm}, {"path_mm", std::move(path_mm)}};
}

json request_of(json zones, unsigned seed)
{
    return {
        {"format", "mesomap.request"}, {"version", 1}, {"seed", seed}, {"zones", std::move(zones)}};
}

/// Two cheeks and a forehead of the heads, whose eyes are near y = 35 and noses near z = 130.
json face_zones()
{
    return {zone("left cheek",
                 "skin_booster",
                 6,
                 {stroke(14, {{45, 8, 90}, {50, -8, 84}}), stroke(3, {{46, 0, 89}}, "erase")}),
            zone("right cheek", "skin_booster", 6, {stroke(14, {{-45, 8, 90}, {-50, -8, 84}})}),
            zone("forehead",
                 "micropapule",
                 6,
                 {stroke(16, {{-30, 85, 100}, {0, 86, 106}, {30, 85, 100}})})};
}

/// The same on the reference face, whose eyes are near y = 18 and nose near z = 120.
json reference_zones()
{
    return {zone("left cheek",
                 "skin_booster",
                 6,
                 {stroke(14, {{41, -17, 82}, {50, -31, 66}}), stroke(3, {{45, -22, 78}}, "erase")}),
            zone("right cheek", "skin_booster", 6, {stroke(14, {{-41, -17, 82}, {-50, -31, 66}})}),
            zone("forehead",
                 "micropapule",
                 6,
                 {stroke(16, {{-34, 64, 84}, {0, 68, 96}, {34, 64, 84}})})};
}

json abdomen_zones()
{
    return {zone("lower abdomen", "ppp_deep", 20, {stroke(60, {{-40, 190, 140}, {40, 190, 140}})})};
}

/// One scan in a folder of its own, planned and judged by the program.
class Session {
public:
    Session(const std::string& name, fs::path scan)
        : folder_(test::fresh_folder("plan_" + name))
        , scan_(std::move(scan))
    {
    }

    test::ProgramResult
    plan(const json& request, const std::string& map, const std::string& device = "cpu") const
    {
        base::write_file(at("request.json"), request.dump());
        return test::run_program({"plan",
                                  at("request.json"),
                                  "--scan",
                                  scan_.string(),
                                  "--out",
                                  at(map),
                                  "--csv",
                                  at(map + ".csv"),
                                  "--device",
                                  device},
                                 300);
    }
    test::ProgramResult verify(const std::string& map) const
    {
        return test::run_program({"verify", at(map), "--scan", scan_.string()}, 300);
    }
    std::string at(const std::string& name) const { return (folder_ / name).string(); }
    std::string read(const std::string& name) const { return base::read_file(at(name)); }

private:
    fs::path folder_;
    fs::path scan_;
};

void expect_success(const test::ProgramResult& result, const std::string& says)
{
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_EQ(result.errors, "");
    EXPECT_THAT(result.output, HasSubstr(says));
}

/// Plans, verifies, and holds the CSV against the map.
void expect_checked_plan(const Session& session, const json& request)
{
    expect_success(session.plan(request, "map.json"), "total: ");
    expect_success(session.verify("map.json"), "keep every promise");
    const json map = json::parse(session.read("map.json"));
    const std::string csv = session.read("map.json.csv");
    EXPECT_EQ(std::size_t(std::ranges::count(csv, '\n')), map["points"].size() + 1);
    EXPECT_EQ(map["zones"].size(), request["zones"].size());
    for (const json& zone : map["zones"]) {
        EXPECT_GE(zone["min_spacing_mm"].get<double>(), zone["spacing_mm"].get<double>() - 1e-3);
        EXPECT_LE(zone["largest_gap_mm"].get<double>(), 1.005 * zone["spacing_mm"].get<double>());
    }
}

struct Head {
    const char* name;
    fs::path scan;  // empty: there are no real scans here
    json (*zones)();
};

void PrintTo(const Head& head, std::ostream* out)
{
    *out << head.name;
}

class PlanOnAHead : public testing::TestWithParam<Head> {};

TEST_P(PlanOnAHead, GivesTheSameBytesTwiceOnEachDeviceAndOthersForOtherSeeds)
{
    const auto& [name, scan, zones] = GetParam();
    if (scan.empty()) GTEST_SKIP() << "no real scans here";
    const Session session(name, scan);
    expect_checked_plan(session, request_of(zones(), 1));
    expect_success(session.plan(request_of(zones(), 1), "again.json"), "3 zones");
    EXPECT_EQ(session.read("again.json"), session.read("map.json"));

    std::set<std::string> maps{session.read("map.json")};
    for (const unsigned seed : {2u, 3u}) {
        expect_success(session.plan(request_of(zones(), seed), "other.json"), "3 zones");
        maps.insert(session.read("other.json"));
    }
    EXPECT_EQ(maps.size(), 3u);

    const auto gpu = session.plan(request_of(zones(), 1), "gpu.json", "gpu");
    if (gpu.exit_code == 0)
        EXPECT_EQ(session.read("gpu.json"), session.read("map.json"));
    else
        fmt::print("no Vulkan device: {}", gpu.errors);
}

INSTANTIATE_TEST_SUITE_P(
    Heads,
    PlanOnAHead,
    testing::Values(Head{"reference_face", test::reference_model("face.ply"), reference_zones},
                    Head{"head_02", test::real_scan("head-02.ply"), face_zones}),
    [](const auto& head) { return std::string(head.param.name); });

TEST(PlanOnAnotherHead, IsKeptToo)
{
    const fs::path scan = test::real_scan("head-01.obj");
    if (scan.empty()) GTEST_SKIP() << "no real scans here";
    expect_checked_plan(Session("head_01", scan), request_of(face_zones(), 7));
}

TEST(PlanOnABody, ReachesTheAbdomen)
{
    const fs::path scan = test::real_scan("body-f.obj");
    if (scan.empty()) GTEST_SKIP() << "no real scans here";
    expect_checked_plan(Session("body_f", scan), request_of(abdomen_zones(), 7));
}

class PlanOnAModel : public testing::TestWithParam<const char*> {};

/// The vertex farthest in a direction: a place to paint on any model.
glm::dvec3 outermost(const geometry::Mesh& mesh, glm::dvec3 direction)
{
    const auto reach = [&](glm::vec3 p) { return glm::dot(glm::dvec3(p), direction); };
    return *std::ranges::max_element(mesh.positions, {}, reach);
}

TEST_P(PlanOnAModel, IsVerified)
{
    const fs::path scan = test::reference_model(GetParam());
    if (!fs::exists(scan)) GTEST_SKIP() << scan << " is not there";
    const geometry::Mesh mesh = geometry::import_mesh(scan).mesh;
    const glm::dvec3 front = outermost(mesh, {0.5, 0.1, 1});
    const glm::dvec3 top = outermost(mesh, {-0.2, 1, 0.3});
    ASSERT_GT(glm::distance(front, top), 45);
    const json zones = {zone("front", "nappage", 5, {stroke(20, {{front.x, front.y, front.z}})}),
                        zone("top", "scalp_pbp", 10, {stroke(20, {{top.x, top.y, top.z}})})};
    expect_checked_plan(Session(GetParam(), scan), request_of(zones, 7));
}

INSTANTIATE_TEST_SUITE_P(Reference,
                         PlanOnAModel,
                         testing::Values("face.ply", "scalp.ply", "body.ply"),
                         [](const auto& model) {
                             return std::string(model.param, std::string(model.param).find('.'));
                         });

TEST(ChangedMaps, AreRefusedByVerifyAndExport)
{
    const fs::path scan = test::reference_model("face.ply");
    const fs::path other = test::reference_model("scalp.ply");
    const Session session("changed", scan);
    const json request = request_of(json::array({reference_zones()[0]}), 7);
    ASSERT_EQ(session.plan(request, "map.json").exit_code, 0);
    const std::string text = session.read("map.json");

    const auto refused = [&](const std::string& from, const std::string& to, const char* says) {
        std::string changed = text;
        changed.replace(changed.find(from), from.size(), to);
        base::write_file(session.at("bad.json"), session::sealed(changed));
        const test::ProgramResult result = session.verify("bad.json");
        EXPECT_EQ(result.exit_code, 1);
        EXPECT_EQ(result.output, "");
        EXPECT_THAT(result.errors, HasSubstr(says));
    };
    refused("\"depth_mm\": 1.0000, \"inserted_mm\"",
            "\"depth_mm\": 1.1000, \"inserted_mm\"",
            "Point 1: its depth is 1.1 mm");
    refused("\"length\": \"mm\"", "\"length\": \"cm\"", "units.length");
    const std::size_t point = text.find("{\"id\": 2,");
    refused(text.substr(point, text.find('\n', point) + 1 - point), "", "but the map lists");
    const std::size_t position = text.find("\"position_mm\": [") + 16;
    refused(text.substr(position, 7), "10.0000", "Point 1: its position is");

    const test::ProgramResult elsewhere =
        test::run_program({"verify", session.at("map.json"), "--scan", other.string()});
    EXPECT_EQ(elsewhere.exit_code, 1);
    EXPECT_THAT(elsewhere.errors, HasSubstr("made on another scan"));

    base::write_file(session.at("bad.json"),
                     std::string(text).replace(text.find("\"seed\": 7"), 9, "\"seed\": 8"));
    EXPECT_THAT(session.verify("bad.json").errors, HasSubstr("checksum"));
    EXPECT_EQ(test::run_program({"export", session.at("bad.json"), "--out", session.at("x.csv")})
                  .exit_code,
              1);
    EXPECT_FALSE(fs::exists(session.at("x.csv")));
}

TEST(Scripts, GiveTheSameMapAsTheRequest)
{
    const fs::path scan = test::reference_model("face.ply");
    const Session session("script", scan);
    expect_success(session.plan(request_of(json::array({reference_zones()[0]}), 7), "map.json"),
                   "total");
    base::write_file(session.at("script.jsonl"),
                     R"({"command":"set_seed","seed":7}
{"command":"add_zone","zone":"cheek","technique":"nappage"}
{"command":"set_spacing","zone":"cheek","spacing_mm":6}
{"command":"set_technique","zone":"cheek","technique":"skin_booster"}
{"command":"rename_zone","zone":"cheek","name":"left cheek"}
# painted
{"command":"paint_stroke","zone":"left cheek","mode":"add","radius_mm":14,"path_mm":[[41,-17,82],[50,-31,66]]}
{"command":"paint_stroke","zone":"left cheek","mode":"erase","radius_mm":3,"path_mm":[[45,-22,78]]}
)");
    expect_success(test::run_program({"run",
                                      session.at("script.jsonl"),
                                      "--scan",
                                      scan.string(),
                                      "--map",
                                      session.at("replayed.json")}),
                   "7 commands gave 1 zones");
    EXPECT_EQ(session.read("replayed.json"), session.read("map.json"));

    expect_success(test::run_program({"export",
                                      session.at("replayed.json"),
                                      "--format",
                                      "csv",
                                      "--out",
                                      session.at("replayed.csv")}),
                   "");
    EXPECT_EQ(session.read("replayed.csv"), session.read("map.json.csv"));
}

}  // namespace
