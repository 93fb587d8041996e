// SPDX-License-Identifier: MIT
// A map's way from draft to approved and used: signature, approval, and what comes back.
#include "session/approval.h"
#include "session/command.h"

#include "base/error.h"
#include "plans.h"
#include "session/given.h"
#include "session/key_file.h"
#include "session/verify.h"

#include <glm/geometric.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace {

using namespace session;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Throws nothing: gives the sentence, or "accepted".
std::string refusal_of(const std::function<void()>& work)
{
    try {
        work();
    } catch (const base::Error& refusal) {
        return refusal.what();
    }
    return "accepted";
}

const SigningKey& practice()
{
    static const SigningKey key = signing_key_of(std::string(64, '7'));
    return key;
}

ApprovalWish wish()
{
    return {"Dr. Ann Roe",
            clinic::day_in("2026-11-22"),
            clinic::day_in("2026-12-31"),
            std::string(32, 'c')};
}

std::string approved()
{
    return approved_text(text_of(test::ball_map()), wish(), practice());
}

TEST(Signature, IsThatOfRfc8032)
{
    // Section 7.1, test 1 and the seed of test 2.
    EXPECT_EQ(signing_key_of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                  .public_key,
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    EXPECT_EQ(signing_key_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                  .public_key,
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
}

TEST(Signature, BreaksForAnyChange)
{
    const std::string text = approved();
    ASSERT_TRUE(signature_holds(text));
    EXPECT_TRUE(seal_holds(text));
    for (std::size_t at = 3; at < text.size() - 80; at += text.size() / 50) {
        std::string changed = text;
        changed[at] = changed[at] == '1' ? '2' : '1';
        EXPECT_FALSE(signature_holds(sealed(changed))) << at;
    }
    EXPECT_FALSE(signature_holds(text_of(test::ball_map()))) << "a draft";
}

TEST(Approval, KeepsThePlanAndNamesItsDraft)
{
    const SessionMap map = session_map_in(approved(), "map");
    EXPECT_EQ(map.approval->by, "Dr. Ann Roe");
    EXPECT_EQ(map.approval->draft_checksum, checksum_in(text_of(test::ball_map())));
    EXPECT_EQ(text_of(map), approved());
    EXPECT_THAT(verify(approved(), map, *test::ball_scan()).failures, IsEmpty());
}

TEST(Approval, IsRefusedForWhatMustNotBeApproved)
{
    const std::string draft = text_of(test::ball_map());
    const auto refused = [&](const std::string& text,
                             const std::function<void(ApprovalWish&)>& change) {
        ApprovalWish changed = wish();
        change(changed);
        return refusal_of([&] { approved_text(text, changed, practice()); });
    };
    EXPECT_THAT(refused(approved(), [](ApprovalWish&) {}),
                HasSubstr("approved already, by Dr. Ann"));
    EXPECT_THAT(refused(draft, [](ApprovalWish& w) { w.by = " "; }), HasSubstr("needs a name"));
    EXPECT_THAT(refused(draft, [](ApprovalWish& w) { w.expires = clinic::day_in("2026-11-21"); }),
                HasSubstr("cannot expire on 2026-11-21"));
    std::string changed = draft;
    changed[changed.find("\"seed\": 7") + 8] = '8';
    EXPECT_THAT(refused(changed, [](ApprovalWish&) {}), HasSubstr("checksum"));
}

TEST(Approval, FallsWithWhatItWasGivenFor)
{
    SessionMap map = session_map_in(approved(), "map");
    map.seed = 8;
    const std::string resealed = text_of(map);
    EXPECT_THAT(verify(resealed, map, *test::ball_scan()).failures,
                Contains(HasSubstr("The signature does not fit")));
    map.signature = open_signature(practice().public_key);
    const std::string signed_again = signed_text(text_of(map), practice());
    EXPECT_THAT(
        verify(signed_again, session_map_in(signed_again, "map"), *test::ball_scan()).failures,
        Contains(HasSubstr("is not the draft")));
    map.signature.reset();
    EXPECT_THAT(refusal_of([&] { session_map_in(text_of(map), "map"); }),
                HasSubstr("a map that is approved has a signature"));
}

TEST(Approval, HoldsForItsKeyAndItsDaysOnly)
{
    const SessionMap map = session_map_in(approved(), "map");
    const auto problem = [&](const std::string& key, const char* day) {
        return use_problem(map, key, clinic::day_in(day)).value_or("none");
    };
    EXPECT_EQ(problem(practice().public_key, "2026-12-31"), "none");
    EXPECT_EQ(problem(practice().public_key, "2027-01-01"),
              "The map expired on 2026-12-31, and this is 2027-01-01.");
    EXPECT_THAT(problem(practice().public_key, "2026-11-21"),
                HasSubstr("approved from 2026-11-22"));
    EXPECT_THAT(problem(std::string(64, '1'), "2026-12-01"), HasSubstr("signed by another key"));
    EXPECT_THAT(use_problem(test::ball_map(), practice().public_key, {}).value_or(""),
                HasSubstr("a draft"));
}

TEST(KeyFile, IsTheSameAfterReadingAndWriting)
{
    EXPECT_EQ(secret_key_in(secret_key_text(practice()), "key").seed, practice().seed);
    EXPECT_EQ(public_key_in(public_key_text(practice()), "pub"), practice().public_key);
    EXPECT_THAT(refusal_of([] { secret_key_in(public_key_text(practice()), "practice.pub"); }),
                HasSubstr("practice.pub is not a document of format mesomap.secret-key"));
    std::string mixed = secret_key_text(practice());
    mixed.replace(mixed.find(practice().public_key), 64, std::string(64, '3'));
    EXPECT_THAT(refusal_of([&] { secret_key_in(mixed, "key"); }), HasSubstr("do not belong"));
}

TEST(Frame, IsRefusedWhereItDoesNotFit)
{
    const auto failures_after = [](const std::function<void(SessionMap&)>& change) {
        SessionMap map = test::ball_map();
        change(map);
        const std::string text = text_of(map);
        return verify(text, session_map_in(text, "map"), *test::ball_scan()).failures;
    };
    EXPECT_THAT(failures_after([](SessionMap& m) { m.witness.distances_mm[1] += 0.1; }),
                ElementsAre(HasSubstr("mm apart, but the map states")));
    EXPECT_THAT(
        failures_after([](SessionMap& m) { std::swap(m.witness.places[0], m.witness.places[1]); }),
        Contains(HasSubstr("the frame is mirrored")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.witness.places[2].place_mm.x += 1; }),
                Contains(HasSubstr("is not on the scan's skin")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.witness.landmarks = true; }),
                Contains(HasSubstr("is not where the map's landmarks have it")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.zones[1].centre_mm.y += 0.1; }),
                Contains(HasSubstr("its centre is not that of its points")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.zones[1].witness_mm[0] += 0.1; }),
                ElementsAre(HasSubstr("but the map states")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.limits.max_depth_mm += 1; }),
                ElementsAre(HasSubstr("The limits that the map states")));
    EXPECT_THAT(failures_after([](SessionMap& m) { m.patient.emplace(); }),
                ElementsAre(HasSubstr("are not what the landmarks tell")));
}

TEST(Witness, IsThreeWideApartPlacesThatRunCounterClockwise)
{
    const Witness& witness = test::ball_map().witness;
    EXPECT_FALSE(witness.landmarks);
    for (const double distance : witness.distances_mm)
        EXPECT_GT(distance, test::ball_radius_mm);
    EXPECT_GT(seen_from_outside_mm2(witness), 500);
    for (const WitnessPlace& one : witness.places)
        EXPECT_GT(glm::dot(one.place_mm, witness.outward), 0) << "the ball's middle is 0";
}

/// The whole map done but its first point of work, which was skipped.
Acknowledgement all_but_the_first(const std::string& map_text)
{
    const SessionMap map = session_map_in(map_text, "map");
    Acknowledgement done;
    done.map_checksum = checksum_in(map_text);
    if (map.approval) done.use_id = map.approval->use_id;
    done.device = "Bench 7";
    done.device_version = "1";
    done.simulated = false;
    for (const MapPoint& point : map.points)
        done.points.push_back({point.id,
                               Outcome::done,
                               time_text(1'800'000'000 + point.id),
                               point.position_mm + glm::dvec3(0.5, 0, 0),
                               point.volume_ml,
                               ""});
    done.points[0].outcome = Outcome::skipped;
    done.points[0].volume_ml = 0;
    done.points[0].measured_mm.reset();
    done.points[0].reason = "a mole";
    return done;
}

TEST(GivenVisit, IsHeldAgainstThePlannedOne)
{
    const SessionMap map = session_map_in(approved(), "map");
    const Acknowledgement done = all_but_the_first(approved());
    const Given given = given_of(done, approved(), map);
    const ZoneGiven& zone = given.zones[map.points[0].zone];
    EXPECT_EQ(zone.planned, zone.done + 1);
    EXPECT_EQ(zone.skipped, 1u);
    EXPECT_NEAR(given.planned_ml - given.given_ml, map.points[0].volume_ml, 1e-9);
    EXPECT_NEAR(zone.largest_off_mm, 0.5, 1e-9);
    EXPECT_EQ(given.not_done.at(0).reason, "a mole");
    const PastVisit past = past_visit_of(done, given, map);
    EXPECT_EQ(past.places_mm.size(), map.points.size() - 1);
    EXPECT_EQ(past.places_mm[0], map.points[1].position_mm + glm::dvec3(0.5, 0, 0));
    EXPECT_EQ(clinic::text_of(past.on), "2027-01-15");
    const PastZone& kept = past.zones[map.points[0].zone];
    EXPECT_EQ(kept.planned, zone.planned);
    EXPECT_EQ(kept.done, zone.done);
    EXPECT_FALSE(kept.as_planned());
    ASSERT_EQ(past.missed.size(), 1u);
    EXPECT_EQ(past.missed[0].place_mm, map.points[0].position_mm);
    EXPECT_EQ(past.missed[0].reason, "a mole");
}

TEST(GivenVisit, IsKeptOnceAndComesBackFromTheJournal)
{
    const SessionMap map = session_map_in(approved(), "map");
    const Acknowledgement done = all_but_the_first(approved());
    const PastVisit past = past_visit_of(done, given_of(done, approved(), map), map);
    const ClinicFacts after = after_visit({}, past);
    EXPECT_EQ(after.visit, past.number + 1);
    EXPECT_EQ(refusal_of([&] { after_visit(after, past); }),
              "The case knows already what visit 1 gave.");
    const Command again = command_in(line_of(SetClinic{after}), "line 1");
    EXPECT_EQ(std::get<SetClinic>(again).clinic, after);
    const ClinicFacts of_map = for_a_map(after);
    EXPECT_EQ(of_map.past[0].places_mm, past.places_mm);
    EXPECT_TRUE(of_map.past[0].zones.empty());
    EXPECT_TRUE(of_map.past[0].missed.empty());
}

TEST(GivenVisit, IsRefusedForAnotherMap)
{
    const SessionMap map = session_map_in(approved(), "map");
    const auto refused = [&](const std::function<void(Acknowledgement&)>& change) {
        Acknowledgement done = all_but_the_first(approved());
        change(done);
        return refusal_of([&] { past_visit_of(done, given_of(done, approved(), map), map); });
    };
    EXPECT_EQ(refused([](Acknowledgement&) {}), "accepted");
    EXPECT_THAT(refused([](Acknowledgement& a) { a.map_checksum = std::string(64, '0'); }),
                HasSubstr("is about another map"));
    EXPECT_THAT(refused([](Acknowledgement& a) { a.use_id = std::string(32, '0'); }),
                HasSubstr("is about another use of the map"));
    EXPECT_THAT(refused([](Acknowledgement& a) { a.points[3].id = 999; }),
                HasSubstr("point 999, which the map lacks"));
    EXPECT_THAT(refused([](Acknowledgement& a) { a.points.pop_back(); }),
                HasSubstr("points, but the map has"));
    EXPECT_THAT(refused([](Acknowledgement& a) { a.points[3].volume_ml = 0.5; }),
                HasSubstr("Point 4 got 0.5 mL, but the map allows"));
    EXPECT_THAT(refused([](Acknowledgement& a) { a.points[3].measured_mm->x += 20; }),
                HasSubstr("from where it was planned"));
    EXPECT_THAT(refused([](Acknowledgement& a) { a.simulated = true; }), HasSubstr("a dry run"));
    const std::string draft = text_of(test::ball_map());
    EXPECT_THAT(refusal_of([&] { given_of(all_but_the_first(draft), draft, test::ball_map()); }),
                HasSubstr("a draft that nobody approved"));
}

}  // namespace
