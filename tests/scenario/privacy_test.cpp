// SPDX-License-Identifier: MIT
// What the program keeps to itself: it speaks to nobody, its files are their owner's alone, and
// what it writes without being asked tells nothing of a patient.
#include "base/file.h"
#include "cli/privacy.h"
#include "guard.h"
#include "program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr std::string_view planted = "Xaverius Plantagenet";

/// Sets a variable of the environment for as long as it lives.
class Variable {
public:
    Variable(const char* name, const std::string& value)
        : name_(name)
    {
        if (const char* before = std::getenv(name)) before_ = before;
        ::setenv(name, value.c_str(), 1);
    }
    Variable(const Variable&) = delete;
    ~Variable()
    {
        if (before_)
            ::setenv(name_, before_->c_str(), 1);
        else
            ::unsetenv(name_);
    }

private:
    const char* name_;
    std::optional<std::string> before_;
};

/// A ball of 40 mm, as an ASCII PLY.
std::string ball()
{
    constexpr int rings = 12, around = 2 * rings;
    std::string places, triangles;
    int count = 0;
    for (int ring = 0; ring <= rings; ++ring)
        for (int step = 0; step < around; ++step) {
            const double polar = M_PI * ring / rings, turn = 2 * M_PI * step / around;
            places += fmt::format("{:.6f} {:.6f} {:.6f}\n",
                                  40 * std::sin(polar) * std::cos(turn),
                                  40 * std::cos(polar),
                                  40 * std::sin(polar) * std::sin(turn));
        }
    for (int ring = 0; ring < rings; ++ring)
        for (int step = 0; step < around; ++step) {
            const int a = around * ring + step, b = around * ring + (step + 1) % around;
            if (ring + 1 < rings)
                triangles += fmt::format("3 {} {} {}\n", a, b + around, a + around), ++count;
            if (ring > 0) triangles += fmt::format("3 {} {} {}\n", a, b, b + around), ++count;
        }
    return fmt::format("ply\nformat ascii 1.0\ncomment unit mm\nelement vertex {}\nproperty float "
                       "x\nproperty float y\nproperty float z\nelement face {}\nproperty list "
                       "uchar int vertex_indices\nend_header\n{}{}",
                       (rings + 1) * around,
                       count,
                       places,
                       triangles);
}

/// What the main jobs leave in a home and a folder of temporary files of their own, where no socket
/// may be opened and the umask forbids nothing.
class PrivacyTest : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        folder = test::fresh_folder("privacy");
        for (const char* part : {"home", "tmp", "run", "out"})
            fs::create_directories(folder / part);
        base::write_file(at("ball.ply"), ball());
        base::write_file(at("nothing.jsonl"), "");
        base::write_file(
            at("script.jsonl"),
            R"({"command":"add_zone","zone":"Xaverius Plantagenet","technique":"nappage"}
{"command":"paint_stroke","zone":"Xaverius Plantagenet","mode":"add","radius_mm":14,"path_mm":[[0,0,40]]}
{"command":"set_spacing","zone":"Xaverius Plantagenet","spacing_mm":4}
)");
        base::write_file(at("request.json"), R"({"format":"mesomap.request","version":1,"seed":1,
"zones":[{"name":"Xaverius Plantagenet","technique":"nappage","spacing_mm":4,
"strokes":[{"mode":"add","radius_mm":12,"path_mm":[[0,0,40]]}]}]})");
        const Variable home("HOME", at("home")), temporary("TMPDIR", at("tmp")),
            runtime("XDG_RUNTIME_DIR", at("run")), config("XDG_CONFIG_HOME", at("home/config")),
            data("XDG_DATA_HOME", at("home/data")), cache("XDG_CACHE_HOME", at("home/cache"));
        const test::NetworkGuard guard(test::Sockets::none, test::program());
        const mode_t before = ::umask(0);
        do_the_main_jobs();
        ::umask(before);
    }
    static std::string at(const std::string& name) { return (folder / name).string(); }
    static std::string out(const std::string& name) { return at("out/" + name); }
    static void run(const std::vector<std::string>& arguments)
    {
        const auto done = test::run_program(arguments);
        if (done.signal != 0)
            wrong += fmt::format("{}: ended by signal {}\n", arguments[0], done.signal);
        if (done.exit_code != 0) wrong += arguments[0] + ": " + done.errors;
    }
    static void do_the_main_jobs()
    {
        const std::string scan = at("ball.ply"), map = out("map.json"),
                          case_file = out("a.mesocase");
        run({"inspect", scan});
        run({"plan",
             at("request.json"),
             "--scan",
             scan,
             "--out",
             map,
             "--csv",
             out("map.csv"),
             "--device",
             "cpu"});
        run({"run",
             at("script.jsonl"),
             "--scan",
             scan,
             "--case",
             case_file,
             "--map",
             out("case.json"),
             "--device",
             "cpu"});
        run({"run", at("nothing.jsonl"), "--case", case_file, "--device", "cpu"});
        for (const char* format : {"csv", "chart", "glb", "fhir"})
            run({"export",
                 map,
                 "--scan",
                 scan,
                 "--format",
                 format,
                 "--out",
                 out(std::string("map.") + format)});
        run({"render", scan, "--map", map, "--size", "64x64", "--out", out("a.png")});
        run({"audit", "verify", case_file});
    }
    /// Files that nobody asked for.
    static std::vector<fs::path> beside()
    {
        std::vector<fs::path> files;
        for (const char* part : {"home", "tmp", "run"})
            for (const auto& one : fs::recursive_directory_iterator(folder / part))
                if (one.is_regular_file()) files.push_back(one.path());
        return files;
    }

    static void expect_files_for_their_owner_alone()
    {
        std::set<std::string> seen;
        for (const auto& one : fs::directory_iterator(folder / "out")) {
            seen.insert(one.path().filename());
            EXPECT_EQ(one.status().permissions(), fs::perms::owner_read | fs::perms::owner_write)
                << one.path();
        }
        EXPECT_EQ(seen.size(), 8u) << "maps, table, case, exports, picture";
    }
    static void expect_nothing_of_the_patient_beside()
    {
        EXPECT_THAT(base::read_file(out("a.mesocase")), HasSubstr(planted)) << "it was planted";
        for (const fs::path& file : beside())
            EXPECT_THAT(base::read_file(file), testing::Not(HasSubstr(planted))) << file;
    }

    static inline fs::path folder;
    static inline std::string wrong;  // with the jobs
};

/// One test, as the jobs are run anew for each.
TEST_F(PrivacyTest, TheMainJobsSpeakToNobodyAndLeaveNothingForOthers)
{
    EXPECT_EQ(wrong, "") << "a program that opens a socket is ended by SIGSYS, " << SIGSYS;
    expect_files_for_their_owner_alone();
    expect_nothing_of_the_patient_beside();
}

TEST(Privacy, TheGuardEndsWhoeverOpensASocket)
{
    const test::NetworkGuard guard(test::Sockets::none, "/bin/bash");
    const auto asked = test::run_program({"-c", "exec 3<>/dev/tcp/127.0.0.1/9"});
    EXPECT_EQ(asked.signal, SIGSYS);
}

TEST(Privacy, ACrashLeavesNoMemoryBehind)
{
    const pid_t child = ::fork();
    if (child == 0) {
        cli::keep_private();
        rlimit limit{};
        ::getrlimit(RLIMIT_CORE, &limit);
        std::string filter;
        std::ifstream("/proc/self/coredump_filter") >> filter;
        ::_exit(limit.rlim_max == 0 && filter == "00000000" ? 0 : 1);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
}

}  // namespace
