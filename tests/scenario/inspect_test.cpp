// SPDX-License-Identifier: MIT
#include "program.h"
#include "scans.h"

#include "base/file.h"
#include "base/hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <ostream>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

/// A closed box of 200 x 150 x 100, as quads.
const std::string box_obj = "v 0 0 0\nv 200 0 0\nv 200 150 0\nv 0 150 0\n"
                            "v 0 0 100\nv 200 0 100\nv 200 150 100\nv 0 150 100\n"
                            "f 4 3 2 1\nf 5 6 7 8\nf 1 2 6 5\nf 3 4 8 7\nf 2 3 7 6\nf 4 1 5 8\n";

json facts_of(const fs::path& scan, const std::vector<std::string>& more = {})
{
    std::vector<std::string> arguments{"inspect", scan.string(), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const test::ProgramResult result = test::run_program(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_EQ(result.errors, "");
    return json::parse(result.output, nullptr, false);
}

TEST(Inspect, TheFactsOfABoxAreThoseOfABox)
{
    const fs::path file = test::fresh_folder("inspect_box") / "box.obj";
    base::write_file(file, box_obj);
    const json facts = facts_of(file, {"--unit", "mm"});
    EXPECT_EQ(facts["triangles"], 12);
    EXPECT_EQ(facts["faces_in_file"], 6);
    EXPECT_EQ(facts["vertices"], 8);
    EXPECT_EQ(facts["area_cm2"], 2 * (200 * 150 + 200 * 100 + 150 * 100) / 100.0);
    EXPECT_EQ(facts["parts"], 1);
    EXPECT_EQ(facts["boundary_loops"], 0);
    EXPECT_EQ(facts["non_manifold_edges"], 0);
    EXPECT_EQ(facts["extents_mm"], json({200.0, 150.0, 100.0}));
    EXPECT_EQ(facts["sha256"], base::sha256_hex(box_obj));
    EXPECT_EQ(facts["unit_reason"], "given by the user");
    EXPECT_TRUE(facts["warnings"].empty());
}

TEST(Inspect, OfAnOddFileWhatIsDroppedIsCountedAndSaid)
{
    // Two boxes as a program on Windows writes them, the second counted from the end.
    std::string odd = "# unit: mm\n" + box_obj + "o second\n";
    for (const char* x : {"300", "400"})
        for (const char* yz : {"0 0", "100 0", "100 100", "0 100"})
            odd += "v " + std::string(x) + " " + yz + "\n";
    odd += "f -8 -7 -6 -5\nf -1 -2 -3 -4\nf -4 -3 -7 -8\nf -3 -2 \\\n -6 -7\nf -2 -1 -5 -6\n"
           "f -1 -4 -8 -5\n"
           "f 4 3 2 1\n"         // again: two triangles
           "f 1 1 2\n"           // without area
           "v 0 0 50\n"          // unused
           "l 1 2\np 3\np 4\n";  // no skin
    for (std::size_t at = 0; (at = odd.find('\n', at)) != odd.npos; at += 2)
        odd.insert(at, "\r");
    const fs::path file = test::fresh_folder("inspect_odd") / "two boxes.obj";
    base::write_file(file, odd);
    const json facts = facts_of(file);
    EXPECT_EQ(facts["parts"], 2);
    EXPECT_EQ(facts["boundary_loops"], 0);
    EXPECT_EQ(facts["triangles"], 24);
    EXPECT_EQ(facts["faces_in_file"], 14);
    EXPECT_EQ(facts["dropped_duplicate"], 2);
    EXPECT_EQ(facts["dropped_degenerate"], 1);
    EXPECT_EQ(facts["unused_vertices"], 1);
    EXPECT_EQ(facts["unit"], "mm");
    EXPECT_EQ(facts["warnings"],
              json({"3 points, lines or curves have no triangles and were left out."}));
}

TEST(Inspect, AMissingSideIsABorderOfItsLength)
{
    const fs::path file = test::fresh_folder("inspect_open") / "open.obj";
    base::write_file(
        file, box_obj.substr(0, box_obj.find("f 5")) + box_obj.substr(box_obj.find("f 1 2")));
    const json facts = facts_of(file, {"--unit", "mm"});
    EXPECT_EQ(facts["boundary_loops"], 1);
    EXPECT_EQ(facts["longest_boundary_mm"], 700);
}

TEST(Inspect, ABoxTurnedInsideOutIsWarnedAbout)
{
    const fs::path file = test::fresh_folder("inspect_inside") / "box.obj";
    std::string turned = box_obj.substr(0, box_obj.find('f'));
    turned += "f 1 2 3 4\nf 8 7 6 5\nf 5 6 2 1\nf 7 8 4 3\nf 6 7 3 2\nf 8 5 1 4\n";
    base::write_file(file, turned);
    EXPECT_THAT(facts_of(file, {"--unit", "mm"})["warnings"].dump(), HasSubstr("inwards"));
}

TEST(Inspect, TheTextNamesTheUnitAndWhy)
{
    const fs::path file = test::fresh_folder("inspect_text") / "box.obj";
    base::write_file(file, "# units: cm\n" + box_obj);
    const test::ProgramResult result = test::run_program({"inspect", file.string()});
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_THAT(result.output, HasSubstr("2000.0 x 1500.0 x 1000.0 mm"));
    EXPECT_THAT(result.output, HasSubstr("cm (stated by the comment 'units: cm')"));
}

TEST(Inspect, ANameInAnotherScriptIsReadAndPrinted)
{
    const fs::path file = test::fresh_folder("inspect_script") / "лицо 顔.obj";
    base::write_file(file, box_obj);
    EXPECT_EQ(facts_of(file, {"--unit", "mm"})["scan"], "лицо 顔.obj");
}

struct Person {
    const char* file;
    std::size_t triangles;
    double least_mm, most_mm;  // of the largest extent
};

void PrintTo(const Person& person, std::ostream* out)
{
    *out << person.file;
}

class InspectPeople : public testing::TestWithParam<Person> {};

TEST_P(InspectPeople, RealScansAreInMillimetresAndHaveThePlausibleSize)
{
    const Person& person = GetParam();
    const fs::path scan = test::real_scan(person.file);
    if (scan.empty()) GTEST_SKIP() << "no real scans here";
    const json facts = facts_of(scan);
    EXPECT_EQ(facts["faces_in_file"].get<std::size_t>(), person.triangles);
    EXPECT_EQ(facts["unit"], "mm");
    const auto extents = facts["extents_mm"].get<std::vector<double>>();
    const double largest = *std::ranges::max_element(extents);
    EXPECT_GT(largest, person.least_mm);
    EXPECT_LT(largest, person.most_mm);
}

INSTANTIATE_TEST_SUITE_P(Scans,
                         InspectPeople,
                         testing::Values(Person{"head-02.ply", 89152, 220, 480},
                                         Person{"head-01.obj", 22288, 220, 480},
                                         Person{"body-f.obj", 26756, 1300, 2150}),
                         [](const auto& person) {
                             return std::string(person.param.file).substr(0, 4) +
                                    std::to_string(person.param.triangles);
                         });

TEST(Inspect, TheReferenceModelsAreReadWithoutWarning)
{
    for (const char* name : {"face.ply", "scalp.ply", "body.ply"}) {
        const fs::path model = test::reference_model(name);
        if (!fs::exists(model)) continue;
        const json facts = facts_of(model);
        EXPECT_EQ(facts["unit"], "mm") << name;
        EXPECT_TRUE(facts["warnings"].empty()) << name << facts["warnings"];
    }
}

}  // namespace
