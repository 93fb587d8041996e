// SPDX-License-Identifier: MIT
#include "session/verify.h"

#include "base/error.h"
#include "session/failures.h"
#include "session/plan.h"
#include "session/verify_paper.h"
#include "session/verify_skin.h"

namespace session {
namespace {

/// True if the map was made on this scan: else nothing more can be said.
bool check_scan(const SessionMap& map, const geometry::Scan& scan, Failures& failures)
{
    const ScanIdentity real = identity_of(scan);
    failures.unless(map.scan.sha256 == real.sha256,
                    "The map was made on another scan: its hash starts with {}, this one's with "
                    "{}.",
                    map.scan.sha256.substr(0, 12),
                    real.sha256.substr(0, 12));
    failures.unless(map.scan.triangles == real.triangles,
                    "The map's scan has {} triangles, this one has {}.",
                    map.scan.triangles,
                    real.triangles);
    failures.unless(map.scan.unit == real.unit,
                    "The map's scan is in {}, this one is in {}.",
                    map.scan.unit,
                    real.unit);
    failures.unless(near(map.scan.scale, real.scale, half_decimal_4),
                    "The map's scan has {} mm per unit, this one has {}.",
                    map.scan.scale,
                    real.scale);
    return map.scan == real;
}

void check_on_its_scan(const SessionMap& map,
                       const geometry::Scan& scan,
                       VerifyReport& report,
                       Failures& failures,
                       const base::Progress& progress)
{
    const VerifiedSkin skin(map, scan);
    check_areas(skin, failures);
    check_witness_skin(skin, failures);
    const VerifiedPoints points = check_points(skin, failures);
    check_pinned(skin, failures);
    check_removed(skin, failures);
    check_left_out(skin, failures);
    check_distances(skin, points, report, failures, progress);
}

/// A map is a record: what other rules gave is no fault of it, nor can it be checked by these.
std::vector<std::string> told(const std::vector<Failure>& failures, const SessionMap& map)
{
    std::vector<std::string> sentences;
    std::vector<std::string> by_rules;
    for (const Failure& failure : failures)
        (failure.by_rules && map.made_by != made_here() ? by_rules : sentences)
            .push_back(failure.sentence);
    if (!by_rules.empty())
        sentences.push_back(fmt::format(
            "The map was made by {}; this is {}, whose rules give {} other {}: plan the "
            "visit again, or verify the map with the program that made it. The first: "
            "{}",
            made_by_in_words(map.made_by),
            made_by_in_words(made_here()),
            by_rules.size(),
            by_rules.size() == 1 ? "value" : "values",
            by_rules.front()));
    return sentences;
}

}  // namespace

VerifyReport verify(std::string_view text,
                    const SessionMap& map,
                    const geometry::Scan& scan,
                    const base::Progress& progress)
{
    VerifyReport report;
    Failures failures;
    check_paper(text, map, failures);
    check_frame(text, map, failures);
    report.other_rules = map.made_by != made_here();
    try {
        if (check_scan(map, scan, failures))
            check_on_its_scan(map, scan, report, failures, progress);
    } catch (const base::Error& refused) {  // landmarks that other rules took
        if (!report.other_rules) throw;
        failures.unless_by_rules(false, "{}", refused.what());
    }
    report.failures = told(failures.all(), map);
    return report;
}

}  // namespace session
