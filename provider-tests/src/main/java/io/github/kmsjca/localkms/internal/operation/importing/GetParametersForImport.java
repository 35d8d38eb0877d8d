package io.github.kmsjca.localkms.internal.operation.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.ImportTokens;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.model.WrappingAlgorithm;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.KindRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Hands out a public key to wrap key material with, and the token that goes with it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html">GetParametersForImport</a>
 */
public final class GetParametersForImport implements Operation {
  private static final Duration VALIDITY = Duration.ofHours(24);

  private static final Member ALGORITHM =
      Member.oneOf("WrappingAlgorithm", WrappingAlgorithm.names()).required();
  private static final Member WRAPPING_KEY =
      Member.oneOf("WrappingKeySpec", List.of("RSA_2048", "RSA_3072", "RSA_4096", "SM2"))
          .required();
  private static final OperationRow ROW =
      OperationRow.of("GetParametersForImport", Members.KEY_ID, ALGORITHM, WRAPPING_KEY)
          .on(KeyRule.MANAGED_KEY, StateRule.IMPORT_PREPARABLE)
          .onlyOn(KindRule.IMPORTED);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    Input input = call.input();
    WrappingAlgorithm algorithm = WrappingAlgorithm.valueOf(input.required(ALGORITHM.name()));
    KeySpec wrappingSpec = KeySpec.valueOf(input.required(WRAPPING_KEY.name()));
    if (!algorithm.wraps(key.spec(), wrappingSpec)) {
      throw ErrorType.UNSUPPORTED.failure(
          "Key material of spec "
              + key.spec()
              + " can not be imported with wrapping algorithm "
              + algorithm
              + " and wrapping key spec "
              + wrappingSpec
              + ".");
    }
    Material.Pair wrappingKeys = call.environment().materials().wrappingPair(wrappingSpec);
    Instant expiry = call.now().plus(VALIDITY);
    ImportTokens.Content content =
        new ImportTokens.Content(algorithm, wrappingSpec, wrappingKeys, expiry);
    return Json.object()
        .put("KeyId", key.arn())
        .put("ImportToken", call.environment().importTokens().seal(key.arn(), content))
        .put("PublicKey", wrappingKeys.publicKey().getEncoded())
        .put("ParametersValidTo", Json.seconds(expiry));
  }
}
