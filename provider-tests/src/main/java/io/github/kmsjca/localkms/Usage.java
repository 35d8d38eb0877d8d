package io.github.kmsjca.localkms;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How to use the program. */
final class Usage {
  private static final int HELP_COLUMN = 32;
  private static final int PAGE_WIDTH = 99;

  private static final String EXAMPLES =
      """
      usage: local-kms [OPTION]...      (java -jar local-kms.jar [OPTION]...)

      An AWS KMS for tests: all Regions, real cryptography, keys in memory.
        local-kms --port 4599
            then, in another shell, with any AWS SDK or tool:
              export AWS_ENDPOINT_URL_KMS=http://127.0.0.1:4599 AWS_REGION=eu-west-1
              export AWS_ACCESS_KEY_ID=%1$s AWS_SECRET_ACCESS_KEY=%2$s
              aws kms create-key
        local-kms --port 4599 --access-key test:test --access-key other:secret:111122223333
            the usual dummy credentials too, and those of a second account
        local-kms --port 4599 --clock frozen:2030-01-01T00:00:00Z --log
            all that is made is made at that moment; every call is a line
        local-kms --port 4599 --fault Sign=throttle,times=2 --latency 20ms
            clients have to try again, and to wait
        local-kms --port 4599 --tls --tls-certificate-out kms.pem
            clients trust kms.pem: AWS_CA_BUNDLE=kms.pem, curl --cacert kms.pem
        curl http://127.0.0.1:4599/health
            whether it serves; needs no signature
      """;

  private static final String MORE =
      """

      OPTION VALUE may also be written OPTION=VALUE. DURATION is a whole number of ms, s, m, h or d,
      such as 200ms. CLOCK is %1$s.

      On loopback the access key %2$s with the secret %3$s is accepted, and what these add:
        LOCAL_KMS_ACCESS_KEY_ID and LOCAL_KMS_SECRET_ACCESS_KEY   one
        LOCAL_KMS_ACCESS_KEYS             several, as ID:SECRET[:ACCOUNT], between spaces
        --access-key, --credentials-file  more
      A section of a credentials file has aws_access_key_id and aws_secret_access_key, and may have
      aws_account_id, aws_session_token, which calls must then carry, and its expiration, such as
      2030-01-01T00:00:00Z. Keys without an account belong to %4$s.

      A rule for --fault is %5$s, such as
        Sign=throttle                    every Sign is throttled
        '*@eu-west-1=hang'               that Region never answers
        CreateKey=internalError,times=2  the next two calls of CreateKey fail
      A fault for a number of times goes before one for ever, one for an operation before one for *,
      and one for a Region before one for all. FAULT is one of
      %6$s

      A rule for --chaos is %7$s,
      such as seed=7,rate=0.02 for two calls of a hundred. Without faults= it takes
      %8$s

      With an admin endpoint, curl steers a running local KMS; -H stands for
      -H "Authorization: Bearer $TOKEN", and operation, region, times and faults may be left out:
        curl -H ... $ADMIN/status
        curl -H ... -X PUT $ADMIN/latency -d '{"latency": "200ms"}'
        curl -H ... -X PUT $ADMIN/clock -d '{"time": "2030-01-01T00:00:00Z", "frozen": true}'
        curl -H ... -X PUT $ADMIN/clock -d '{"advance": "30d"}'
        curl -H ... -X PUT $ADMIN/clock -d '{"frozen": false}'
        curl -H ... -X DELETE $ADMIN/clock
        curl -H ... $ADMIN/faults -d '{"operation": "Sign", "region": "eu-west-1",
                                       "fault": "throttle", "times": 3}'
        curl -H ... -X DELETE $ADMIN/faults
        curl -H ... -X PUT $ADMIN/chaos -d '{"seed": 7, "rate": 0.02, "faults": ["reset", "html"]}'
        curl -H ... -X DELETE $ADMIN/chaos
        curl -H ... $ADMIN/calls
        curl -H ... -X DELETE $ADMIN/calls

      Memory: java -Xmx64m serves 500 connections without TLS; take 256m for TLS, for thousands of
      keys, or for bodies of a megabyte. Without -Xmx, Java takes up to a quarter of the machine's.
      Exit codes: 1 it can not listen, 2 bad arguments, 3 its memory is used up, 143 after SIGTERM.\
      """;

  private Usage() {}

  static String text() {
    String text =
        EXAMPLES.formatted(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)
            + Arrays.stream(Option.Group.values()).map(Usage::options).collect(Collectors.joining())
            + MORE.formatted(
                ClockRule.FORM,
                LocalKms.ACCESS_KEY_ID,
                LocalKms.SECRET_ACCESS_KEY,
                LocalKms.ACCOUNT,
                FaultRule.FORM,
                faults(),
                ChaosRule.FORM,
                usualChaos());
    return text.replace("\n", System.lineSeparator());
  }

  private static String options(Option.Group group) {
    return Arrays.stream(Option.values())
        .filter(option -> option.group() == group)
        .map(Usage::option)
        .collect(Collectors.joining("\n", "\n" + group.title() + ":\n", "\n"));
  }

  private static String option(Option option) {
    String margin = " ".repeat(HELP_COLUMN);
    return ("  " + option.form() + margin).substring(0, HELP_COLUMN)
        + wrapped(option.help(), "\n" + margin);
  }

  private static String faults() {
    return Arrays.stream(FaultKind.values())
        .map(kind -> "  %-30s %s".formatted(kind.form(), kind.help()))
        .collect(Collectors.joining("\n"));
  }

  private static String usualChaos() {
    String faults = Chaos.USUAL.stream().map(Fault::toString).collect(Collectors.joining(" "));
    return "  " + wrapped(faults, "\n  ");
  }

  /** Words in lines, each of which ends before the last column of the page. */
  private static String wrapped(String text, String margin) {
    StringBuilder lines = new StringBuilder();
    int column = margin.length();
    for (String word : text.split(" ", -1)) {
      if (column + word.length() >= PAGE_WIDTH) {
        lines.append(margin);
        column = margin.length();
      } else if (lines.length() > 0) {
        lines.append(' ');
      }
      lines.append(word);
      column += word.length() + 1;
    }
    return lines.toString();
  }
}
