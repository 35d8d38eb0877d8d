package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.AwsService;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.Custody;
import io.github.kmsjca.localkms.internal.state.KeyMaterials;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Realm;
import io.github.kmsjca.localkms.internal.state.Rotation;
import io.github.kmsjca.localkms.internal.state.Store;
import io.github.kmsjca.localkms.internal.state.Underway;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The key that a service of AWS has in an account. It is made when somebody first asks for it, and
 * changes every year.
 */
public final class ManagedKey {
  private static final int YEAR = 365;
  private static final List<String> USES =
      List.of(
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:CreateGrant",
          "kms:DescribeKey");

  /** What the account may do with it itself. */
  private static final List<String> LOOKS = List.of("kms:Describe*", "kms:Get*", "kms:List*");

  private ManagedKey() {}

  /** Makes the key of a service, unless it is there; everybody finds it at once. */
  public static void make(
      AwsService service, Scope scope, Store store, Environment environment, Instant now) {
    store.unit(
        () -> {
          Realm realm = store.realm(scope);
          if (realm.aliases().get(service.alias()).isEmpty()) {
            KmsKey key = key(service, scope, environment, now);
            realm.keys().put(key);
            realm.aliases().put(new Alias(service.alias(), key.id(), now, now, now));
          }
          return service;
        });
  }

  private static KmsKey key(AwsService service, Scope scope, Environment environment, Instant now) {
    KeySpec spec = KeySpec.SYMMETRIC_DEFAULT;
    return new KmsKey(
        scope,
        environment.randomness().uuid(),
        new KmsKey.Kind(spec, KeyUsage.ENCRYPT_DECRYPT, Origin.AWS_KMS, Custody.OF_AWS),
        KeyState.ENABLED,
        service.description(),
        null,
        Map.of(),
        policy(service, scope),
        KeyMaterials.of(environment.materials().next(spec)),
        new Rotation(now, YEAR),
        now,
        now,
        null,
        Underway.NOTHING);
  }

  /** The service may use it for whoever may use the service. */
  private static String policy(AwsService service, Scope scope) {
    var policy = Json.object().put("Version", "2012-10-17").put("Id", "auto-" + service.alias());
    var statements = policy.putArray("Statement");
    var use =
        statements
            .addObject()
            .put("Sid", "Allow access through the service for all that may use it")
            .put("Effect", "Allow");
    use.putObject("Principal").put("AWS", "*");
    use.set("Action", Json.texts(USES));
    use.put("Resource", "*")
        .putObject("Condition")
        .putObject("StringEquals")
        .put("kms:CallerAccount", scope.account())
        .put("kms:ViaService", service.endpoint(scope));
    var look =
        statements
            .addObject()
            .put("Sid", "Allow direct access to key metadata to the account")
            .put("Effect", "Allow");
    look.putObject("Principal")
        .put("AWS", "arn:" + scope.partition() + ":iam::" + scope.account() + ":root");
    look.set("Action", Json.texts(LOOKS));
    look.put("Resource", "*");
    return policy.toPrettyString();
  }
}
