package io.github.kmsjca.localkms.internal.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.List;

/**
 * A key with its relatives in other Regions.
 *
 * @param family all of them, the key itself included
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html">multi-Region
 *     keys</a>
 */
public record MultiRegion(KmsKey key, List<KmsKey> family) {

  /** The family of a key; of a single-Region key it is the key alone. */
  public static MultiRegion of(Invocation call, KmsKey key) {
    if (!key.multiRegion()) {
      return new MultiRegion(key, List.of(key));
    }
    return new MultiRegion(key, call.store().everywhere(key.scope().account(), key.id()));
  }

  /** The key that all others are copies of; the key itself if that is gone. */
  public KmsKey primary() {
    return family.stream().filter(relative -> !relative.replica()).findFirst().orElse(key);
  }

  /** Whether there are copies. */
  public boolean hasReplicas() {
    return family.stream().anyMatch(KmsKey::replica);
  }

  /** Whether all of them have the material to which the next rotation leads. */
  public boolean pendingEverywhere() {
    return family.stream()
        .map(relative -> relative.materials().pending())
        .allMatch(pending -> pending != null && pending.present());
  }

  /** Lets a primary key pass, or refuses the call; the text is AWS's. */
  public static void checkPrimary(KmsKey key) {
    if (!key.multiRegion() || key.replica()) {
      throw ErrorType.UNSUPPORTED.failure(key.arn() + " is not a multi-region primary key.");
    }
  }

  /** Refuses what only the primary key allows. */
  public static void refuseReplica(KmsKey key) {
    if (key.replica()) {
      throw ErrorType.UNSUPPORTED.failure(
          key.arn() + " is a replica key, which is not valid for this operation.");
    }
  }

  /** The family as DescribeKey shows it. */
  ObjectNode configuration() {
    ObjectNode configuration = Json.object();
    configuration.put("MultiRegionKeyType", key.replica() ? "REPLICA" : "PRIMARY");
    configuration.set("PrimaryKey", entry(primary()));
    ArrayNode replicas = configuration.putArray("ReplicaKeys");
    family.stream().filter(KmsKey::replica).forEach(relative -> replicas.add(entry(relative)));
    return configuration;
  }

  private static ObjectNode entry(KmsKey relative) {
    return Json.object().put("Arn", relative.arn()).put("Region", relative.scope().region());
  }
}
