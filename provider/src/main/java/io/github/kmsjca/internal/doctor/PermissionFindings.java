package io.github.kmsjca.internal.doctor;

import static java.util.stream.Collectors.joining;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.permission.PermissionCheck;
import io.github.kmsjca.spec.KeyPermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What dry runs say of a key. Never a problem by itself: a program need not do all that a key can,
 * and what the doctor tries after this fails by itself.
 */
final class PermissionFindings {
  private final PermissionCheck check;

  PermissionFindings(PermissionCheck check) {
    this.check = check;
  }

  List<Finding> of(KeyArn key, String spec, String usage, byte @Nullable [] publicKey) {
    List<KeyPermissions.Operation> operations = check.dryRuns(key, spec, usage, publicKey);
    List<Finding> findings = new ArrayList<>();
    for (KeyPermissions.Verdict verdict : KeyPermissions.Verdict.values()) {
      List<KeyPermissions.Operation> those =
          operations.stream().filter(operation -> operation.verdict() == verdict).toList();
      if (!those.isEmpty()) {
        findings.add(finding(verdict, those));
      }
    }
    return findings;
  }

  private static Finding finding(
      KeyPermissions.Verdict verdict, List<KeyPermissions.Operation> operations) {
    String names = operations.stream().map(KeyPermissions.Operation::name).collect(joining(", "));
    String reason =
        operations.stream().map(KeyPermissions.Operation::reason).distinct().collect(joining(" "));
    return switch (verdict) {
      case ALLOWED -> Finding.fact("", "allowed, as dry runs say: " + names);
      case DENIED ->
          Finding.note(
              "",
              "denied, as dry runs say: " + names + ". " + reason,
              "No problem unless a program needs it");
      case FAILED -> Finding.note("", "dry runs that fail: " + names + ". " + reason, "");
    };
  }
}
