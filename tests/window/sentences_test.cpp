// SPDX-License-Identifier: MIT
// What the engine says, in the other language: every name of the clinical tables and every sentence
// of a check must be known, or the window speaks two languages.
#include "clinic/areas.h"
#include "clinic/contraindications.h"
#include "clinic/days.h"
#include "clinic/dose.h"
#include "clinic/dose_limits.h"
#include "clinic/series.h"
#include "clinic/skin_layers.h"
#include "clinic/substances.h"
#include "clinic/tables.h"
#include "clinic/techniques.h"
#include "program.h"
#include "scans.h"
#include "shell/sentences.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <set>

namespace {

using shell::say_sentence;

class Sentences : public testing::Test {
protected:
    Sentences() { shell::speak(shell::Language::german); }
    ~Sentences() override { shell::speak(shell::Language::english); }

    /// Some words are the same in both languages.
    static bool is_known(const std::string& english)
    {
        static const auto same = [] {
            std::set<std::string_view> all;
            for (const auto& one : shell::sentences_of(shell::Language::german))
                if (one.english == one.other) all.insert(one.english);
            return all;
        }();
        return say_sentence(english) != english || same.contains(english);
    }
    static void expect_known(const clinic::Findings& findings)
    {
        EXPECT_FALSE(findings.empty());
        for (const clinic::Finding& one : findings)
            EXPECT_TRUE(is_known(one.message)) << one.message;
    }
};

TEST_F(Sentences, OfTheTablesAreKnown)
{
    const std::set<std::string_view> shown{"name",
                                           "advice",
                                           "contested",
                                           "never",
                                           "warning",
                                           "disabled_because",
                                           "not_planned_because",
                                           "only_area_sentence"};
    for (const char* table : {"structures", "findings", "contraindications", "substances", "areas"})
        for (const clinic::Fact& fact : clinic::facts_in(table))
            if (shown.contains(fact.field)) {
                EXPECT_TRUE(is_known(fact.value)) << fact.value;
            }
    for (const clinic::Fact& fact : clinic::facts_in("landmarks"))
        if (fact.field == "name" || fact.field == "where") {
            EXPECT_TRUE(is_known(fact.value)) << fact.value;
        }
    for (const char* table : {"areas", "landmarks", "body_regions", "region_skin", "skin_layers"})
        for (const clinic::Fact& fact : clinic::facts_in(table)) {
            const std::string words = clinic::words_of_id(fact.subject);
            EXPECT_TRUE(is_known(words)) << words;
        }
}

TEST_F(Sentences, OfDosesAreKnown)
{
    const clinic::Area& chin = clinic::area("chin");
    for (const clinic::Substance& one : clinic::substances())
        for (const bool is_much : {false, true}) {
            clinic::Dose dose;
            dose.substance = &one;
            dose.area = &chin;
            dose.where = "Zone \"my chin\"";
            dose.enabled = dose.mixed = is_much;
            dose.point_ml = dose.point_mg = dose.session_ml = is_much ? 1000 : 1e-6;
            dose.spacing_mm = is_much ? 0.1 : 100;
            dose.points = is_much ? 10000 : 1;
            dose.area_cm2 = 1;
            dose.sessions_before = is_much ? 50 : 0;
            dose.days_since_last = is_much ? 0 : 1000;
            for (const auto& finding : clinic::dose_findings(dose))
                EXPECT_TRUE(is_known(finding.message)) << finding.message;
            for (const auto& finding : clinic::session_findings({&one, 10000, 1000, 1000}))
                EXPECT_TRUE(is_known(finding.message)) << finding.message;
        }
    expect_known(clinic::area_findings(chin, "Zone \"my chin\"", 1, 1, 100));
    for (const double mg : {1.0, 250.0, 400.0})
        for (const std::optional<double> weight_kg : {std::optional<double>(), std::optional(70.0)})
            expect_known(clinic::lidocaine_findings({mg, 0, 0}, weight_kg));
}

TEST_F(Sentences, OnWhereValuesComeFromAreKnown)
{
    for (const char* table : {"techniques", "areas", "substances", "structures", "landmarks"})
        for (const clinic::Fact& fact : clinic::facts_in(table)) {
            const std::string source = clinic::describe_source(fact.source);
            EXPECT_TRUE(is_known(source)) << source;
            const std::string standing(clinic::name_of(fact.standing));
            EXPECT_TRUE(is_known(standing)) << standing;
        }
    for (const clinic::Technique& technique : clinic::techniques())
        EXPECT_TRUE(is_known("default of " + technique.name.value + ": " +
                             clinic::describe_source("M; F5")));
}

TEST_F(Sentences, OfThePatientAndTheSeriesAreKnown)
{
    std::vector<std::string> substances;
    for (const clinic::Substance& one : clinic::substances())
        substances.push_back(one.id);
    const clinic::Day today = clinic::day_in("2026-11-23");
    clinic::PatientFacts patient;
    expect_known(clinic::patient_findings(patient, {}, substances));
    patient.age_years = 17;
    patient.phototype = 5;
    for (const clinic::AskedCondition& one : clinic::asked_conditions())
        patient.conditions.push_back({one.id, today});
    patient.allergies = substances;
    patient.consent_on = patient.aspirin_checked_on = today;
    for (const clinic::SkinLayers& one : clinic::skin_layers())
        patient.measured.push_back({one.region, 90.0, 1.0, 2.0});
    expect_known(clinic::patient_findings(patient, today, substances));
    expect_known(clinic::patient_findings(patient, today + 4000, substances));
    expect_known(clinic::series_findings({today, 40, {1}}, substances));
    expect_known({clinic::registration_finding(2)});
}

// The plans of the reference people, which meet most rules of zones, depths and structures.
TEST_F(Sentences, OfThePlansOfTheReferencePeopleAreKnown)
{
    const std::filesystem::path models = test::source_folder() / "assets" / "models";
    for (const std::string person : {"face", "scalp", "body"}) {
        const std::filesystem::path map =
            std::filesystem::path(testing::TempDir()) / (person + ".sentences.map.json");
        const auto ran = test::run_program({"plan",
                                            models / (person + ".request.json"),
                                            "--scan",
                                            models / (person + ".ply"),
                                            "--landmarks",
                                            models / (person + ".landmarks.json"),
                                            "--out",
                                            map});
        ASSERT_EQ(ran.exit_code, 0) << ran.errors;
        std::ifstream stream(map);
        for (const auto& check : nlohmann::json::parse(stream)["checks"]) {
            const std::string message = check["message"];
            EXPECT_TRUE(is_known(message)) << message;
            const std::string source = check["source"];
            EXPECT_TRUE(is_known(source)) << source;
        }
        std::filesystem::remove(map);
    }
}

TEST_F(Sentences, KeepNumbersAndWhatIsSomebodysOwn)
{
    // "chin" is a name of a table, and here of somebody's zone.
    EXPECT_EQ(say_sentence("Zone \"chin\": the smallest spacing of 7.0077 mm is not below 6.999 "
                           "mm, the spacing asked for less 0.001 mm."),
              "Zone \"chin\": kleinster Abstand 7.0077 mm, nicht unter 6.999 mm (der verlangte "
              "Abstand weniger 0.001 mm).");
    EXPECT_EQ(say_sentence("Zone \"chin\" lies on: left cheek 90 %, left zygoma 10 %."),
              "Zone \"chin\" liegt auf: Wange links 90 %, Jochbein links 10 %.");
}

TEST_F(Sentences, ThatNobodyTranslatedStayWhole)
{
    // A piece that is not known could stand on the wrong side of one that is.
    const std::string half = "Zone \"chin\" lies on: left cheek 90 %, left whatnot 10 %.";
    EXPECT_EQ(say_sentence(half), half);
    const std::string strange = "Zone \"chin\": the navel sings, and the ear too.";
    EXPECT_EQ(say_sentence(strange), strange);
    EXPECT_EQ(say_sentence(""), "");
    shell::speak(shell::Language::english);
    EXPECT_EQ(say_sentence("chin"), "chin");
}

TEST_F(Sentences, HaveAPlaceForEachWord)
{
    for (const auto& [english, other] : shell::sentences_of(shell::Language::german)) {
        EXPECT_EQ(std::ranges::count(english, '{'), std::ranges::count(other, '{')) << english;
        EXPECT_FALSE(other.empty()) << english;
    }
}

}  // namespace
