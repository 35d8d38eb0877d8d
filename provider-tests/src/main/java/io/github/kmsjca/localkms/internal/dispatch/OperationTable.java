package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.alias.CreateAlias;
import io.github.kmsjca.localkms.internal.operation.alias.DeleteAlias;
import io.github.kmsjca.localkms.internal.operation.alias.ListAliases;
import io.github.kmsjca.localkms.internal.operation.alias.UpdateAlias;
import io.github.kmsjca.localkms.internal.operation.crypto.Decapsulate;
import io.github.kmsjca.localkms.internal.operation.crypto.Decrypt;
import io.github.kmsjca.localkms.internal.operation.crypto.DeriveSharedSecret;
import io.github.kmsjca.localkms.internal.operation.crypto.Encapsulate;
import io.github.kmsjca.localkms.internal.operation.crypto.Encrypt;
import io.github.kmsjca.localkms.internal.operation.crypto.GenerateMac;
import io.github.kmsjca.localkms.internal.operation.crypto.GenerateRandom;
import io.github.kmsjca.localkms.internal.operation.crypto.GetPublicKey;
import io.github.kmsjca.localkms.internal.operation.crypto.ReEncrypt;
import io.github.kmsjca.localkms.internal.operation.crypto.Sign;
import io.github.kmsjca.localkms.internal.operation.crypto.Verify;
import io.github.kmsjca.localkms.internal.operation.crypto.VerifyMac;
import io.github.kmsjca.localkms.internal.operation.datakey.GenerateDataKey;
import io.github.kmsjca.localkms.internal.operation.datakey.GenerateDataKeyPair;
import io.github.kmsjca.localkms.internal.operation.datakey.GenerateDataKeyPairWithoutPlaintext;
import io.github.kmsjca.localkms.internal.operation.datakey.GenerateDataKeyWithoutPlaintext;
import io.github.kmsjca.localkms.internal.operation.grant.CreateGrant;
import io.github.kmsjca.localkms.internal.operation.grant.ListGrants;
import io.github.kmsjca.localkms.internal.operation.grant.ListRetirableGrants;
import io.github.kmsjca.localkms.internal.operation.grant.RetireGrant;
import io.github.kmsjca.localkms.internal.operation.grant.RevokeGrant;
import io.github.kmsjca.localkms.internal.operation.importing.DeleteImportedKeyMaterial;
import io.github.kmsjca.localkms.internal.operation.importing.GetParametersForImport;
import io.github.kmsjca.localkms.internal.operation.importing.ImportKeyMaterial;
import io.github.kmsjca.localkms.internal.operation.key.CancelKeyDeletion;
import io.github.kmsjca.localkms.internal.operation.key.CreateKey;
import io.github.kmsjca.localkms.internal.operation.key.DescribeKey;
import io.github.kmsjca.localkms.internal.operation.key.DisableKey;
import io.github.kmsjca.localkms.internal.operation.key.EnableKey;
import io.github.kmsjca.localkms.internal.operation.key.GetKeyLastUsage;
import io.github.kmsjca.localkms.internal.operation.key.ListKeys;
import io.github.kmsjca.localkms.internal.operation.key.ScheduleKeyDeletion;
import io.github.kmsjca.localkms.internal.operation.key.UpdateKeyDescription;
import io.github.kmsjca.localkms.internal.operation.keystore.ConnectCustomKeyStore;
import io.github.kmsjca.localkms.internal.operation.keystore.CreateCustomKeyStore;
import io.github.kmsjca.localkms.internal.operation.keystore.DeleteCustomKeyStore;
import io.github.kmsjca.localkms.internal.operation.keystore.DescribeCustomKeyStores;
import io.github.kmsjca.localkms.internal.operation.keystore.DisconnectCustomKeyStore;
import io.github.kmsjca.localkms.internal.operation.keystore.UpdateCustomKeyStore;
import io.github.kmsjca.localkms.internal.operation.multiregion.ReplicateKey;
import io.github.kmsjca.localkms.internal.operation.multiregion.UpdatePrimaryRegion;
import io.github.kmsjca.localkms.internal.operation.policy.GetKeyPolicy;
import io.github.kmsjca.localkms.internal.operation.policy.ListKeyPolicies;
import io.github.kmsjca.localkms.internal.operation.policy.PutKeyPolicy;
import io.github.kmsjca.localkms.internal.operation.rotation.DisableKeyRotation;
import io.github.kmsjca.localkms.internal.operation.rotation.EnableKeyRotation;
import io.github.kmsjca.localkms.internal.operation.rotation.GetKeyRotationStatus;
import io.github.kmsjca.localkms.internal.operation.rotation.ListKeyRotations;
import io.github.kmsjca.localkms.internal.operation.rotation.RotateKeyOnDemand;
import io.github.kmsjca.localkms.internal.operation.tag.ListResourceTags;
import io.github.kmsjca.localkms.internal.operation.tag.TagResource;
import io.github.kmsjca.localkms.internal.operation.tag.UntagResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations that this KMS performs, one line each. */
final class OperationTable {
  private static final Map<String, Operation> BY_NAME =
      List.of(
              new CreateKey(),
              new ReplicateKey(),
              new UpdatePrimaryRegion(),
              new DescribeKey(),
              new GetKeyLastUsage(),
              new ListKeys(),
              new UpdateKeyDescription(),
              new GetKeyPolicy(),
              new PutKeyPolicy(),
              new ListKeyPolicies(),
              new CreateGrant(),
              new ListGrants(),
              new ListRetirableGrants(),
              new RetireGrant(),
              new RevokeGrant(),
              new EnableKey(),
              new DisableKey(),
              new ScheduleKeyDeletion(),
              new CancelKeyDeletion(),
              new CreateAlias(),
              new UpdateAlias(),
              new DeleteAlias(),
              new ListAliases(),
              new Encrypt(),
              new Decrypt(),
              new ReEncrypt(),
              new GenerateDataKey(),
              new GenerateDataKeyWithoutPlaintext(),
              new GenerateDataKeyPair(),
              new GenerateDataKeyPairWithoutPlaintext(),
              new GetPublicKey(),
              new Sign(),
              new Verify(),
              new GenerateMac(),
              new VerifyMac(),
              new DeriveSharedSecret(),
              new Encapsulate(),
              new Decapsulate(),
              new GenerateRandom(),
              new GetParametersForImport(),
              new ImportKeyMaterial(),
              new DeleteImportedKeyMaterial(),
              new TagResource(),
              new UntagResource(),
              new ListResourceTags(),
              new EnableKeyRotation(),
              new DisableKeyRotation(),
              new GetKeyRotationStatus(),
              new RotateKeyOnDemand(),
              new ListKeyRotations(),
              new CreateCustomKeyStore(),
              new ConnectCustomKeyStore(),
              new DisconnectCustomKeyStore(),
              new UpdateCustomKeyStore(),
              new DescribeCustomKeyStores(),
              new DeleteCustomKeyStore())
          .stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  operation -> operation.row().name(), Function.identity()));

  private OperationTable() {}

  static Optional<Operation> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }
}
