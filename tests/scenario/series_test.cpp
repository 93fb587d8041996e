// SPDX-License-Identifier: MIT
// Whole series at the command line, from request to a map for each visit: hair loss on the scalp,
// cellulite on a thigh, renewal of a full face.
#include "program.h"
#include "scans.h"

#include "base/file.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using testing::HasSubstr;
namespace fs = std::filesystem;

struct SeriesCase {
    std::string request;  // "hair"
    fs::path scan;
    std::string landmarks;  // of the reference models, or empty
    int visits = 0;
    double least_apart_mm = 0;  // between two visits within the look-back
};

class WholeSeries : public testing::Test {
protected:
    fs::path plan(const SeriesCase& wanted)
    {
        const fs::path folder = test::fresh_folder("series_" + wanted.request);
        std::vector<std::string> arguments{
            "series",
            (test::source_folder() / "tests/scenario/series" / (wanted.request + ".request.json"))
                .string(),
            "--scan",
            wanted.scan.string(),
            "--out",
            (folder / "maps").string(),
            "--calendar",
            (folder / "visits.ics").string(),
            "--device",
            "cpu"};
        if (!wanted.landmarks.empty()) {
            arguments.push_back("--landmarks");
            arguments.push_back(test::reference_model(wanted.landmarks.c_str()).string());
        }
        const auto result = test::run_program(arguments, 300);
        EXPECT_EQ(result.exit_code, 0) << result.errors;
        return folder;
    }

    static json read(const fs::path& file) { return json::parse(base::read_file(file)); }

    static fs::path map_of(const fs::path& folder, int visit)
    {
        return folder / "maps" / ("visit-0" + std::to_string(visit) + ".json");
    }

    static bool has_check(const json& map, const std::string& rule)
    {
        for (const json& check : map["checks"])
            if (check["rule"] == rule) return true;
        return false;
    }

    static double nearest_mm(const json& map, const json& places)
    {
        double nearest = 1e9;
        for (const json& point : map["points"])
            for (const json& place : places) {
                double square = 0;
                for (int axis = 0; axis < 3; ++axis)
                    square += std::pow(
                        point["position_mm"][axis].get<double>() - place[axis].get<double>(), 2);
                nearest = std::min(nearest, std::sqrt(square));
            }
        return nearest;
    }

    /// No two visits share a site within the look-back unless the map says why; and the last map
    /// keeps every promise when it is worked out again.
    void expect_series(const SeriesCase& wanted)
    {
        const fs::path folder = plan(wanted);
        const json series = read(folder / "maps" / "series.json");
        ASSERT_EQ(series["visits"].size(), std::size_t(wanted.visits));
        for (int visit = 2; visit <= wanted.visits; ++visit) {
            SCOPED_TRACE(visit);
            const json map = read(map_of(folder, visit));
            const json& last = map["clinic"]["past"].back();
            EXPECT_GT(map["points"].size(), 3u);
            const bool yields = has_check(map, "series.sites.yield");
            EXPECT_TRUE(yields || has_check(map, "series.sites.min") || visit > 3);
            if (has_check(map, "series.sites.min")) {
                EXPECT_GE(nearest_mm(map, last["places_mm"]), wanted.least_apart_mm - 1e-3);
            }
        }
        const auto verified = test::run_program(
            {"verify", map_of(folder, wanted.visits).string(), "--scan", wanted.scan.string()},
            300);
        EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;
        EXPECT_THAT(base::read_file(folder / "visits.ics"), HasSubstr("SUMMARY:Visit 2 of"));
    }
};

TEST_F(WholeSeries, OfHairLossOnTheScalp)
{
    expect_series({"hair", test::reference_model("scalp.ply"), "scalp.landmarks.json", 6, 5});
}

TEST_F(WholeSeries, OfCelluliteOnTheThigh)
{
    const fs::path scan = test::real_scan("body-f.obj");
    if (scan.empty()) GTEST_SKIP() << "no real scans here";
    expect_series({"cellulite", scan, "", 8, 10});
}

TEST_F(WholeSeries, OfRenewalOfAFullFace)
{
    expect_series({"renewal", test::reference_model("face.ply"), "face.landmarks.json", 6, 5});
}

/// Beside the folds of a face not each stamp fits that the sampler laid.
TEST_F(WholeSeries, LaysStampsOnAFullFaceAndLeavesOutThoseThatDoNotFit)
{
    json request = read(test::source_folder() / "tests/scenario/series" / "renewal.request.json");
    request.erase("series");
    json& zone = request["zones"][0];
    zone.erase("spacing_mm");
    zone.update({{"technique", "stamp_5"},
                 {"volume_ml", 0.001},
                 {"head", {{"layout", "stamp"}, {"pins", 5}, {"pitch_mm", 2}}}});
    const fs::path folder = test::fresh_folder("stamps");
    base::write_file(folder / "request.json", request.dump());
    const std::string scan = test::reference_model("face.ply").string();
    const std::string out = (folder / "map.json").string();
    const auto planned = test::run_program({"plan",
                                            (folder / "request.json").string(),
                                            "--scan",
                                            scan,
                                            "--landmarks",
                                            test::reference_model("face.landmarks.json").string(),
                                            "--out",
                                            out});
    ASSERT_EQ(planned.exit_code, 0) << planned.errors;
    const json map = read(out);
    EXPECT_GE(map["zones"][0]["arrangement"]["left_out_mm"].size(), 1u);
    EXPECT_TRUE(has_check(map, "head.left_out"));
    EXPECT_GT(map["points"].size(), 150u);
    const auto verified = test::run_program({"verify", out, "--scan", scan});
    EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.errors;
}

TEST_F(WholeSeries, WithoutASeriesIsRefused)
{
    const fs::path folder = test::fresh_folder("series_none");
    const auto result = test::run_program({"series",
                                           test::reference_model("face.request.json").string(),
                                           "--scan",
                                           test::reference_model("face.ply").string(),
                                           "--out",
                                           (folder / "maps").string()});
    test::expect_one_sentence(result);
    EXPECT_THAT(result.errors, HasSubstr("needs \"series\""));
    EXPECT_FALSE(fs::exists(folder / "maps"));
}

TEST(ClinicPageFile, IsWritten)
{
    const fs::path folder = test::fresh_folder("clinic_page");
    const auto result = test::run_program({"clinic", "--html", (folder / "page.html").string()});
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_THAT(result.output, HasSubstr("from memory, to be checked by a clinician"));
    EXPECT_THAT(base::read_file(folder / "page.html"), HasSubstr("<!doctype html>"));
}

}  // namespace
