// SPDX-License-Identifier: MIT
#include "session/verify.h"

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
    if (check_scan(map, scan, failures)) {
        const VerifiedSkin skin(map, scan);
        check_areas(skin, failures);
        check_witness_skin(skin, failures);
        const VerifiedPoints points = check_points(skin, failures);
        check_pinned(skin, failures);
        check_removed(skin, failures);
        check_left_out(skin, failures);
        check_distances(skin, points, report, failures, progress);
    }
    report.failures = failures.take();
    return report;
}

}  // namespace session
