package io.github.kmsjca.localkms.internal.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.state.Custody;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The description of a key, as CreateKey, DescribeKey and ReplicateKey answer it. */
public final class KeyMetadata {
  private KeyMetadata() {}

  /** The description as an answer of its own. */
  public static ObjectNode answer(Invocation call, KmsKey key) {
    ObjectNode answer = Json.object();
    answer.set("KeyMetadata", of(call, key));
    return answer;
  }

  /** The description. */
  public static ObjectNode of(Invocation call, KmsKey key) {
    KeyState state = call.shown(key).state();
    ObjectNode metadata =
        Json.object()
            .put("AWSAccountId", key.scope().account())
            .put("KeyId", key.id())
            .put("Arn", key.arn())
            .put("CreationDate", Json.seconds(key.created()))
            .put("Enabled", state == KeyState.ENABLED)
            .put("Description", key.description())
            .put("KeyUsage", key.usage().name())
            .put("KeyState", state.wireName())
            .put("Origin", key.origin().name())
            .put("KeyManager", key.kind().custody().awsManaged() ? "AWS" : "CUSTOMER")
            .put("CustomerMasterKeySpec", key.spec().name())
            .put("KeySpec", key.spec().name())
            .put("MultiRegion", key.multiRegion());
    List<String> algorithms = key.spec().algorithms(key.usage());
    metadata.set(key.usage().algorithmsMember(), Json.texts(algorithms));
    if (key.spec() == KeySpec.SYMMETRIC_DEFAULT
        && key.kind().custody().keyStore() == null
        && state != KeyState.CREATING
        && !key.materialId().isEmpty()) {
      metadata.put("CurrentKeyMaterialId", key.materialId());
    }
    describeImport(metadata, key);
    describeKeyStore(metadata, call, key);
    Instant deletionDate = key.deletionDate();
    if (deletionDate != null) {
      metadata.put("DeletionDate", Json.seconds(deletionDate));
    }
    Integer window = key.underway().deletionWindow();
    if (window != null) {
      metadata.put("PendingDeletionWindowInDays", window);
    }
    if (key.multiRegion()) {
      metadata.set("MultiRegionConfiguration", MultiRegion.of(call, key).configuration());
    }
    return metadata;
  }

  private static void describeKeyStore(ObjectNode metadata, Invocation call, KmsKey key) {
    Custody custody = key.kind().custody();
    String id = custody.keyStore();
    if (id == null) {
      return;
    }
    metadata.put("CustomKeyStoreId", id);
    call.store()
        .realm(key.scope())
        .keyStores()
        .get(id)
        .flatMap(keyStore -> Optional.ofNullable(keyStore.cluster()))
        .ifPresent(cluster -> metadata.put("CloudHsmClusterId", cluster.id()));
    String externalKey = custody.externalKey();
    if (externalKey != null) {
      metadata.putObject("XksKeyConfiguration").put("Id", externalKey);
    }
  }

  private static void describeImport(ObjectNode metadata, KmsKey key) {
    if (key.origin() != Origin.EXTERNAL || !key.materials().complete()) {
      return;
    }
    // The first of those that the key needs: without it the key can not be used.
    Json.expiration(metadata, key.materials().firstEndOfUsed().orElse(null));
  }
}
