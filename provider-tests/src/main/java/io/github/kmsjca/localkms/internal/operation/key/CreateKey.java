package io.github.kmsjca.localkms.internal.operation.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.operation.Environment;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyMetadata;
import io.github.kmsjca.localkms.internal.operation.KeyPolicy;
import io.github.kmsjca.localkms.internal.operation.KeyStores;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Tags;
import io.github.kmsjca.localkms.internal.state.Custody;
import io.github.kmsjca.localkms.internal.state.KeyMaterials;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Underway;
import java.util.List;

/**
 * Makes a key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey</a>
 */
public final class CreateKey implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
          "CreateKey",
          KeyPolicy.MEMBER,
          Members.DESCRIPTION,
          Member.oneOf("KeyUsage", KeyUsage.names()),
          Members.OLD_KEY_SPEC,
          Members.KEY_SPEC,
          Member.oneOf(
              "Origin", List.of("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE")),
          KeyStores.ID,
          KeyPolicy.BYPASS,
          Members.TAGS,
          Member.flag("MultiRegion"),
          NewCustody.EXTERNAL_KEY);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Input input = call.input();
    Origin origin = NewKeyRules.origin(input);
    KeySpec spec = NewKeyRules.spec(input);
    NewKeyRules.checkImportable(origin, spec);
    Custody custody = NewCustody.of(call, origin, spec);
    boolean multiRegion = input.flag("MultiRegion");
    Randomness randomness = call.environment().randomness();
    KmsKey key =
        new KmsKey(
            call.scope(),
            multiRegion ? "mrk-" + randomness.hex(16) : randomness.uuid(),
            new KmsKey.Kind(spec, NewKeyRules.usage(input, spec), origin, custody),
            origin == Origin.EXTERNAL ? KeyState.PENDING_IMPORT : KeyState.ENABLED,
            input.text("Description").orElse(""),
            multiRegion ? call.scope().region() : null,
            Tags.of(input),
            KeyPolicy.of(input).orElse(null),
            materials(call, origin, spec),
            null,
            call.now(),
            call.environment().consistency().seenFrom(call.now()),
            null,
            Underway.NOTHING);
    KeyPolicy.checkLockout(call, key);
    if (input.has(Members.TAGS.name())) {
      call.access().authorize("kms:TagResource", key.arn());
    }
    call.store()
        .unit(
            () -> {
              NewCustody.refuseTaken(call, custody);
              call.put(key);
              return key;
            });
    return KeyMetadata.answer(call, key);
  }

  private static KeyMaterials materials(Invocation call, Origin origin, KeySpec spec) {
    Environment environment = call.environment();
    return origin == Origin.EXTERNAL
        ? KeyMaterials.NONE
        : KeyMaterials.of(environment.materials().next(spec));
  }
}
