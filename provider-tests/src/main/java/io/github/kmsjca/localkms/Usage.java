package io.github.kmsjca.localkms;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How to use the program. */
final class Usage {
  private static final String OPTIONS =
      """
      usage: local-kms [OPTION VALUE]...
        --port PORT             listen there; 0 (the default) takes a free port
        --host HOST             listen on that address; the default is 127.0.0.1. Off loopback, set
                                LOCAL_KMS_ACCESS_KEY_ID and LOCAL_KMS_SECRET_ACCESS_KEY as well
        --key NAME[@REGION]=SPEC[/USAGE]
                                put a key in place, such as web=RSA_2048 or
                                box@eu-west-1=SYMMETRIC_DEFAULT; its alias is alias/NAME. May be
                                repeated
        --seed FILE             put the keys and aliases of a YAML file in place; the guide describes
                                it. A seed file of nsmithuk/local-kms is read, too. May be repeated
        --region REGION         of keys that name none; else it is AWS_REGION or us-east-1
        --data FOLDER           keep keys and all else there, for the next start; without it they end
                                with the process. The folder holds key material in plain
        --fsync always|never    whether what is answered outlives a loss of power, too: always (the
                                default) waits for the disk, never leaves it to the system
        --admin-port PORT       open the admin endpoint there, on loopback only; 0 takes a free port.
                                Its address and its token are printed at the start
        --principals FILE       take access keys with principals and IAM policies from that JSON file,
                                such as [{"accessKeyId": "AKIDBOB", "secret": "s3cret",
                                "principal": "arn:aws:iam::111122223333:user/bob", "policies": []}].
                                Other access keys may do all that key policies allow their account
        --latency DURATION      delay every answer
        --consistency-delay DURATION
                                hide new keys and aliases, and imported key material, that long
        --fault RULE            let calls fail; may be repeated
        --chaos RULE            let calls fail by chance, the same way for the same seed; may be
                                repeated for other Regions
        --help                  print this
      Clients on this machine sign with access key %s and secret %s, in any Region.
      DURATION is a whole number of ms, s, m or h, such as 200ms.

      A rule for --fault is %s, such as
        Sign=throttle                    every Sign is throttled
        '*@eu-west-1=hang'               that Region never answers
        CreateKey=internalError,times=2  the next two calls of CreateKey fail
      A fault for a number of times goes before one for ever, one for an operation before one for *,
      and one for a Region before one for all. FAULT is one of
      %s

      A rule for --chaos is %s,
      such as seed=7,rate=0.02 for two calls of a hundred. Without faults= it takes
      %s

      With an admin endpoint, curl steers a running local KMS; -H stands for
      -H "Authorization: Bearer $TOKEN", and operation, region, times and faults may be left out:
        curl -H ... $ADMIN/status
        curl -H ... -X PUT $ADMIN/latency -d '{"latency": "200ms"}'
        curl -H ... $ADMIN/faults -d '{"operation": "Sign", "region": "eu-west-1",
                                       "fault": "throttle", "times": 3}'
        curl -H ... -X DELETE $ADMIN/faults
        curl -H ... -X PUT $ADMIN/chaos -d '{"seed": 7, "rate": 0.02, "faults": ["reset", "html"]}'
        curl -H ... -X DELETE $ADMIN/chaos
        curl -H ... $ADMIN/calls
        curl -H ... -X DELETE $ADMIN/calls\
      """;

  private Usage() {}

  static String text() {
    return OPTIONS
        .formatted(
            LocalKms.ACCESS_KEY_ID,
            LocalKms.SECRET_ACCESS_KEY,
            FaultRule.FORM,
            faults(),
            ChaosRule.FORM,
            usualChaos())
        .replace("\n", System.lineSeparator());
  }

  private static String faults() {
    return Arrays.stream(FaultKind.values())
        .map(kind -> "  %-30s %s".formatted(kind.form(), kind.help()))
        .collect(Collectors.joining("\n"));
  }

  private static String usualChaos() {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (Fault fault : Chaos.USUAL) {
      String word = " " + fault;
      if (column + word.length() > 90) {
        text.append('\n');
        column = 0;
      }
      text.append(column == 0 ? " " : "").append(word);
      column += word.length();
    }
    return text.toString();
  }
}
