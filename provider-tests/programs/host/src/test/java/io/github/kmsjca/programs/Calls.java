package io.github.kmsjca.programs;

import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.testkit.TestKms;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program asked of KMS: how often it called which operation. */
public record Calls(Map<String, Long> byOperation) {
  /** By which a key is found and recognized, once in a JVM. */
  private static final Set<String> LOOK_UPS = Set.of("GetPublicKey", "DescribeKey", "ListKeys");

  /** What was asked since the log was last cleared. */
  public static Calls madeTo(TestKms kms) {
    return counted(kms.local().calls().all().stream());
  }

  /** What was asked since then of one key, by its ARN. */
  public static Calls madeTo(TestKms kms, String arn) {
    return counted(kms.local().calls().all().stream().filter(call -> arn.equals(call.keyId())));
  }

  private static Calls counted(Stream<Call> calls) {
    return new Calls(
        calls.collect(Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.counting())));
  }

  /** How often an operation was called. */
  public long count(String operation) {
    return byOperation.getOrDefault(operation, 0L);
  }

  /** All but those by which keys are found. */
  Map<String, Long> withoutLookUps() {
    Map<String, Long> rest = new TreeMap<>(byOperation);
    rest.keySet().removeAll(LOOK_UPS);
    return rest;
  }
}
