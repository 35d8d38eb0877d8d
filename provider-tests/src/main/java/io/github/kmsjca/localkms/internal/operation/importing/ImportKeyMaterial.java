package io.github.kmsjca.localkms.internal.operation.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.ImportTokens;
import io.github.kmsjca.localkms.internal.crypto.KeyWrapping;
import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.crypto.MaterialIds;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.KindRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KeyContent;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Gives a key the material that its owner has made, or gives it back.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html">ImportKeyMaterial</a>
 */
public final class ImportKeyMaterial implements Operation {
  private static final Member TOKEN = Member.blob("ImportToken").between(1, 6144).required();
  private static final Member WRAPPED =
      Member.blob("EncryptedKeyMaterial").between(1, 6144).required();

  private static final OperationRow ROW =
      OperationRow.of(
              "ImportKeyMaterial",
              Members.KEY_ID,
              TOKEN,
              WRAPPED,
              Expiration.VALID_TO,
              Expiration.MODEL,
              Reimport.TYPE,
              Reimport.DESCRIPTION,
              Reimport.MATERIAL)
          .on(KeyRule.MANAGED_KEY, StateRule.NOT_PENDING_DELETION)
          .onlyOn(KindRule.IMPORTED)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    Expiration.checkInput(input);
    Reimport.checkInput(input);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    Reimport.checkKey(call.input(), key);
    Instant validTo = Expiration.validTo(call.input(), call.now());
    Material material = material(call, token(call));
    String id = MaterialIds.of(key.id(), material);
    Reimport.check(call.input(), key, id);
    call.realm().put(key.holding(new KeyContent(id, material, validTo)));
    ObjectNode answer = Json.object().put("KeyId", key.arn());
    return key.spec() == KeySpec.SYMMETRIC_DEFAULT ? answer.put("KeyMaterialId", id) : answer;
  }

  private static ImportTokens.Content token(Invocation call) {
    ImportTokens.Content token =
        call.environment()
            .importTokens()
            .open(call.key().arn(), call.input().blob(TOKEN.name()))
            .orElseThrow(ErrorType.INVALID_IMPORT_TOKEN::failure);
    if (!token.expiry().isAfter(call.now())) {
      throw ErrorType.EXPIRED_IMPORT_TOKEN.failure();
    }
    return token;
  }

  private static Material material(Invocation call, ImportTokens.Content token) {
    byte[] plaintext =
        new KeyWrapping(call.environment().randomness())
            .unwrap(token.algorithm(), token.wrappingKeys(), call.input().blob(WRAPPED.name()))
            .orElseThrow(ErrorType.INVALID_CIPHERTEXT::failure);
    try {
      return MaterialFactory.imported(call.key().spec(), plaintext);
    } catch (InvalidKeyException e) {
      throw ErrorType.INCORRECT_KEY_MATERIAL.failure(
          "The key material is not valid for key spec " + call.key().spec() + ".");
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }
}
