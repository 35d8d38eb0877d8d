package io.github.kmsjca.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.FakeSignOn;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/**
 * A developer's home: a profile of every kind, and what the AWS CLI leaves behind when it logs in.
 */
record Profiles(Path home) {
  private static final String START_URL = "https://corp.awsapps.com/start";
  private static final String LOGIN = "arn:aws:iam::000000000000:user/dev";

  /** Those that have credentials. */
  static final String[] GOOD = {
    "static", "process", "role", "web-identity", "sso-session", "sso-legacy", "login"
  };

  /** The token of the SSO session has expired, that of the older kind has not. */
  static Profiles create(Path home) throws Exception {
    Profiles profiles = new Profiles(home);
    Files.writeString(profiles.config(), config(home));
    Files.writeString(home.resolve("token"), "a-web-identity-token");
    Path sso = Files.createDirectories(home.resolve(".aws/sso/cache"));
    Files.writeString(sso.resolve(hash("SHA-1", "corp") + ".json"), ssoToken(Instant.now()));
    Files.writeString(
        sso.resolve(hash("SHA-1", START_URL) + ".json"),
        ssoToken(Instant.now().plus(8, ChronoUnit.HOURS)));
    Path login = Files.createDirectories(home.resolve(".aws/login/cache"));
    Files.writeString(login.resolve(hash("SHA-256", LOGIN) + ".json"), loginToken());
    return profiles;
  }

  Path config() {
    return home.resolve("config");
  }

  private static String config(Path home) throws Exception {
    Path process =
        Files.writeString(
            home.resolve("process.json"),
            """
            {"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s"}
            """
                .formatted(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY));
    return """
        [profile static]
        aws_access_key_id = %1$s
        aws_secret_access_key = %2$s
        [profile process]
        credential_process = cat %3$s
        [profile role]
        role_arn = arn:aws:iam::000000000000:role/web
        source_profile = static
        [profile web-identity]
        role_arn = arn:aws:iam::000000000000:role/web
        web_identity_token_file = %4$s
        [sso-session corp]
        sso_region = us-east-1
        sso_start_url = %5$s
        [profile sso-session]
        sso_session = corp
        sso_account_id = 000000000000
        sso_role_name = dev
        [profile sso-legacy]
        sso_region = us-east-1
        sso_start_url = %5$s
        sso_account_id = 000000000000
        sso_role_name = dev
        [profile login]
        login_session = %6$s
        region = us-east-1
        [profile empty]
        output = json
        [profile no-source]
        role_arn = arn:aws:iam::000000000000:role/web
        source_profile = nobody
        [profile garbage]
        credential_process = echo a-secret-perhaps
        [profile no-token-file]
        role_arn = arn:aws:iam::000000000000:role/web
        web_identity_token_file = /no/such/file
        [sso-session out]
        sso_region = us-east-1
        sso_start_url = %5$s
        [profile logged-out]
        sso_session = out
        sso_account_id = 000000000000
        sso_role_name = dev
        """
        .formatted(
            LocalKms.ACCESS_KEY_ID,
            LocalKms.SECRET_ACCESS_KEY,
            process,
            home.resolve("token"),
            START_URL,
            LOGIN);
  }

  private static String ssoToken(Instant expiry) {
    return """
        {"startUrl": "%s", "region": "%s", "accessToken": "%s", "expiresAt": "%s",
         "clientId": "client", "clientSecret": "secret", "refreshToken": "%s",
         "registrationExpiresAt": "2099-01-01T00:00:00Z"}
        """
        .formatted(
            START_URL,
            TestKms.REGION,
            FakeSignOn.ACCESS_TOKEN,
            expiry.truncatedTo(ChronoUnit.SECONDS),
            FakeSignOn.REFRESH_TOKEN);
  }

  /** Expired, so that the SDK has to ask for new credentials. */
  private static String loginToken() throws Exception {
    String pem =
        Command.run(List.of("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout"))
            .output();
    return """
        {"accessToken": {"accessKeyId": "AKIDEXPIRED", "secretAccessKey": "old", "sessionToken": "old",
          "accountId": "000000000000", "expiresAt": "2020-01-01T00:00:00Z"},
         "tokenType": "aws_sigv4", "refreshToken": "%s", "identityToken": "identity",
         "clientId": "client", "dpopKey": "%s"}
        """
        .formatted(FakeSignOn.REFRESH_TOKEN, pem.strip().replaceAll("\\R", "\\\\n"));
  }

  private static String hash(String algorithm, String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
  }
}
