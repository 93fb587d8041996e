// SPDX-License-Identifier: MIT
// Passphrases and the audit log, by the real program.
#include "base/file.h"
#include "program.h"
#include "scans.h"
#include "session/case_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class CaseLockScenario : public testing::Test {
protected:
    CaseLockScenario()
    {
        fs::copy_file(test::fixture("version_1.mesocase"), file);
        base::write_file(folder / "old.txt", "correct horse battery\n");
        base::write_file(folder / "new.txt", "a newer passphrase\nsecond line");
        base::write_file(folder / "short.txt", "short\n");
        base::write_file(folder / "script.jsonl",
                         R"({"command":"set_spacing","zone":"cheek","spacing_mm":4})");
    }
    std::string at(const char* name) const { return (folder / name).string(); }
    /// Sealed with a price that a test can pay; the file tells it.
    void seal_cheaply() const
    {
        session::CaseFile::with_passphrase(session::CaseFile(file),
                                           session::Secret::of("correct horse battery"),
                                           {.passes = 1, .memory_bytes = 8192});
    }
    test::ProgramResult audit(const std::vector<std::string>& more = {}) const
    {
        std::vector<std::string> arguments{"audit", "verify", file.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return test::run_program(arguments);
    }
    void sql(const std::string& line) const
    {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, line.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }

    fs::path folder = test::fresh_folder("case_lock");
    fs::path file = folder / "case.mesocase";
};

TEST_F(CaseLockScenario, APassphraseIsSetAndThenNeeded)
{
    const auto set = test::run_program(
        {"case", "encrypt", file.string(), "--new-passphrase-file", at("old.txt")});
    ASSERT_EQ(set.exit_code, 0) << set.errors;
    EXPECT_THAT(set.output, HasSubstr("case.mesocase is sealed"));
    EXPECT_THAT(base::read_file(file), testing::Not(HasSubstr("nappage")));
    const auto run = test::run_program({"run",
                                        at("script.jsonl"),
                                        "--case",
                                        file.string(),
                                        "--passphrase-file",
                                        at("old.txt"),
                                        "--device",
                                        "cpu"});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
}

TEST_F(CaseLockScenario, WhoHasAnotherPassphraseIsToldOneSentenceAndNothingElse)
{
    seal_cheaply();
    const auto wrong = audit({"--passphrase-file", at("new.txt")});
    test::expect_one_sentence(wrong);
    EXPECT_EQ(wrong.errors,
              "mesomap: The case does not open: the passphrase is another, or the file is "
              "damaged.\n");
}

TEST_F(CaseLockScenario, AChangedPassphraseIsTheOnlyOneThatOpens)
{
    seal_cheaply();
    const auto changed = test::run_program({"case",
                                            "passphrase",
                                            file.string(),
                                            "--passphrase-file",
                                            at("old.txt"),
                                            "--new-passphrase-file",
                                            at("new.txt"),
                                            "--by",
                                            "Dr. Roe"});
    ASSERT_EQ(changed.exit_code, 0) << changed.errors;
    test::expect_one_sentence(audit({"--passphrase-file", at("old.txt")}));
    const auto listed = test::run_program(
        {"audit", "list", file.string(), "--passphrase-file", at("new.txt"), "--json"});
    ASSERT_EQ(listed.exit_code, 0) << listed.errors;
    const auto rows = nlohmann::json::parse(listed.output);
    EXPECT_EQ(rows.back()["what"]["event"], "passphrase changed");
    EXPECT_EQ(rows.back()["who"], "Dr. Roe");
    const auto taken =
        test::run_program({"case", "decrypt", file.string(), "--passphrase-file", at("new.txt")});
    EXPECT_EQ(taken.exit_code, 0) << taken.errors;
    EXPECT_EQ(audit().exit_code, 0);
}

TEST_F(CaseLockScenario, PassphrasesThatAreShortOrThatOthersCanReadAreRefused)
{
    const std::string before = base::read_file(file);
    test::expect_one_sentence(test::run_program(
        {"case", "encrypt", file.string(), "--new-passphrase-file", at("short.txt")}));
    fs::permissions(at("old.txt"), fs::perms::group_read, fs::perm_options::add);
    test::expect_one_sentence(test::run_program(
        {"case", "encrypt", file.string(), "--new-passphrase-file", at("old.txt")}));
    EXPECT_EQ(session::CaseFile(file).has_passphrase(), false);
}

TEST_F(CaseLockScenario, AtATerminalThePassphraseIsAskedForAndNotShown)
{
    seal_cheaply();
    const auto asked = test::converse({"audit", "verify", file.string()},
                                      {{"Passphrase: ", "correct horse battery\n"}});
    EXPECT_EQ(asked.exit_code, 0) << asked.screen;
    EXPECT_THAT(asked.screen, HasSubstr("whole"));
    EXPECT_THAT(asked.screen, testing::Not(HasSubstr("correct")));
    const auto ended =
        test::converse({"audit", "verify", file.string()}, {{"Passphrase: ", "\x03"}});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.screen, HasSubstr("mesomap: Interrupted."));
}

TEST_F(CaseLockScenario, TheAuditLogIsVerified)
{
    test::expect_one_sentence(audit());  // there is none yet
    const auto run = test::run_program({"run",
                                        at("script.jsonl"),
                                        "--case",
                                        file.string(),
                                        "--map",
                                        at("map.json"),
                                        "--device",
                                        "cpu",
                                        "--by",
                                        "Dr. Roe"});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    const std::size_t at_head = run.output.find("head ");
    ASSERT_NE(at_head, std::string::npos) << run.output;
    const std::string head = run.output.substr(at_head + 5, 64);
    const auto whole = audit({"--head", head});
    EXPECT_EQ(whole.exit_code, 0) << whole.errors;
    EXPECT_EQ(whole.output, "4 rows, whole; head " + head + "\n");
    test::expect_one_sentence(audit({"--head", std::string(64, '0')}));
    sql("UPDATE audit SET who = 'Dr. Doe' WHERE number = 3");
    const auto broken = audit();
    test::expect_one_sentence(broken);
    EXPECT_THAT(broken.errors, HasSubstr("row 3 has been changed"));
    EXPECT_EQ(audit({"--json"}).exit_code, 1);
    EXPECT_EQ(nlohmann::json::parse(audit({"--json"}).output)["first_broken"], 3);
}

}  // namespace
