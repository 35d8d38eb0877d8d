package io.github.kmsjca.internal.permission;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.DescribeKey;
import io.github.kmsjca.internal.kms.call.GetPublicKey;
import io.github.kmsjca.spec.KeyPermissions;
import io.github.kmsjca.spec.KmsFailure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caller may do with a key: DescribeKey and GetPublicKey are called, since they tell what
 * the key is, and all operations of its usage are rehearsed. Nothing is signed, encrypted or
 * decrypted. Thread-safe.
 */
public final class PermissionCheck {
  /** Beside the transient ones: the next operation would meet the same. */
  private static final Set<KmsFailure> OF_ALL_OPERATIONS =
      EnumSet.of(
          KmsFailure.NOT_FOUND,
          KmsFailure.CREDENTIALS,
          KmsFailure.UNTRUSTED,
          KmsFailure.CONFIGURATION,
          KmsFailure.OUT_OF_SCOPE,
          // Performed, and not rehearsed: then the others would be as well.
          KmsFailure.INCOMPLETE_ANSWER);

  private final KmsGateway gateway;

  public PermissionCheck(KmsGateway gateway) {
    this.gateway = gateway;
  }

  /** One key by its name. */
  public KeyPermissions.OfKey of(String asked, KeyName name) {
    List<KeyPermissions.Operation> operations = new ArrayList<>();
    DescribeKey.Description description = null;
    GetPublicKey.Facts facts = null;
    try {
      description = describe(name, operations);
      if (description == null || isAsymmetric(description.spec())) {
        facts = publicKey(name, operations);
      }
    } catch (KmsCallException e) {
      // It is in the table; nothing more can be found out.
      return description == null
          ? new KeyPermissions.OfKey(asked, "", "", "", "", operations)
          : described(asked, description, operations);
    }
    if (description != null) {
      byte[] publicKey = facts == null ? null : facts.publicKey().getEncoded();
      operations.addAll(
          dryRuns(description.arn(), description.spec(), description.usage(), publicKey));
      return described(asked, description, operations);
    }
    if (facts != null) {
      String spec = facts.spec().name();
      operations.addAll(
          dryRuns(facts.arn(), spec, facts.usage().name(), facts.publicKey().getEncoded()));
      return new KeyPermissions.OfKey(
          asked, facts.arn().toString(), spec, facts.usage().name(), "", operations);
    }
    return new KeyPermissions.OfKey(asked, "", "", "", "", operations);
  }

  private static KeyPermissions.OfKey described(
      String asked,
      DescribeKey.Description description,
      List<KeyPermissions.Operation> operations) {
    return new KeyPermissions.OfKey(
        asked,
        description.arn().toString(),
        description.spec(),
        description.usage(),
        description.state(),
        operations);
  }

  private static boolean isAsymmetric(String spec) {
    KeySpec known = KeySpec.ofWireName(spec);
    return known == null || known.hasPublicKey();
  }

  private DescribeKey.@Nullable Description describe(
      KeyName name, List<KeyPermissions.Operation> operations) throws KmsCallException {
    try {
      DescribeKey.Description description = gateway.perform(new DescribeKey(name));
      operations.add(allowed("DescribeKey", ""));
      return description;
    } catch (KmsCallException e) {
      operations.add(refused("DescribeKey", "", e));
      if (isOfAllOperations(e)) {
        throw e;
      }
      return null;
    }
  }

  private GetPublicKey.@Nullable Facts publicKey(
      KeyName name, List<KeyPermissions.Operation> operations) throws KmsCallException {
    try {
      GetPublicKey.Facts facts = gateway.perform(new GetPublicKey(name));
      operations.add(allowed("GetPublicKey", ""));
      return facts;
    } catch (KmsCallException e) {
      operations.add(refused("GetPublicKey", "", e));
      if (isOfAllOperations(e)) {
        throw e;
      }
      return null;
    }
  }

  /**
   * The dry runs alone, for a key that is known.
   *
   * @param publicKey its own, if it has one and that is known
   */
  public List<KeyPermissions.Operation> dryRuns(
      KeyArn key, String spec, String usage, byte @Nullable [] publicKey) {
    List<KeyPermissions.Operation> operations = new ArrayList<>();
    for (DryRunRequest request : DryRunRequest.of(KeyUse.of(key), spec, usage, publicKey)) {
      String operation = request.call().operation();
      try {
        gateway.rehearse(request.call());
        operations.add(allowed(operation, request.algorithm()));
      } catch (KmsCallException e) {
        operations.add(refused(operation, request.algorithm(), e));
        if (isOfAllOperations(e)) {
          break;
        }
      }
    }
    return operations;
  }

  private static boolean isOfAllOperations(KmsCallException e) {
    return e.failure().isTransient() || OF_ALL_OPERATIONS.contains(e.failure());
  }

  private static KeyPermissions.Operation allowed(String operation, String algorithm) {
    return new KeyPermissions.Operation(operation, algorithm, KeyPermissions.Verdict.ALLOWED, "");
  }

  private static KeyPermissions.Operation refused(
      String operation, String algorithm, KmsCallException e) {
    KeyPermissions.Verdict verdict =
        e.failure() == KmsFailure.ACCESS_DENIED
            ? KeyPermissions.Verdict.DENIED
            : KeyPermissions.Verdict.FAILED;
    // Nothing of the caller's was sent, so nothing of it can be in KMS's own words.
    Throwable cause = e.getCause();
    String words =
        e.failure() == KmsFailure.REFUSED && cause != null ? " " + cause.getMessage() : "";
    return new KeyPermissions.Operation(operation, algorithm, verdict, e.getMessage() + words);
  }
}
