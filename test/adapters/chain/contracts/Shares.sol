// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import "./Tokens.sol";

// Outcome tokens of both protocols and the contracts that turn them into dollars. Token ids are
// plain hashes here; the venue's own are points of a curve, which no caller ever computes.

contract Shares {
    mapping(uint256 => mapping(address => uint256)) public balances;
    mapping(address => mapping(address => bool)) public isApprovedForAll;
    // By condition: what one share of each outcome pays, in millionths; nothing until it is known.
    mapping(bytes32 => uint256[2]) public payouts;

    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);

    function mint(address to, uint256 id, uint256 amount) public {
        balances[id][to] += amount;
    }

    function take(address from, uint256 id, uint256 amount) public {
        require(from == msg.sender || isApprovedForAll[from][msg.sender], "not an operator");
        require(balances[id][from] >= amount, "too few shares");
        balances[id][from] -= amount;
    }

    function setApprovalForAll(address operator, bool approved) external {
        isApprovedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function balanceOfBatch(address[] calldata accounts, uint256[] calldata ids)
        external
        view
        returns (uint256[] memory found)
    {
        require(accounts.length == ids.length, "lengths differ");
        found = new uint256[](ids.length);
        for (uint256 i = 0; i < ids.length; i++) found[i] = balances[ids[i]][accounts[i]];
    }

    function resolve(bytes32 condition, uint256 yes, uint256 no) external {
        payouts[condition] = [yes, no];
    }

    function payoutOf(bytes32 condition, uint256 outcome) public view returns (uint256) {
        uint256[2] memory paid = payouts[condition];
        require(paid[0] + paid[1] > 0, "result for condition not received yet");
        return paid[outcome];
    }
}

contract Adapter {
    Shares public immutable shares;
    Dollars public immutable collateral;
    // Shares of negative-risk events are kept apart, by another collateral in their ids.
    address public immutable kind;

    constructor(Shares shares_, Dollars collateral_, address kind_) {
        shares = shares_;
        collateral = collateral_;
        kind = kind_;
    }

    function idOf(bytes32 condition, uint256 outcome) public view returns (uint256) {
        return uint256(keccak256(abi.encode(kind, condition, outcome)));
    }

    function splitPosition(address, bytes32, bytes32 condition, uint256[] calldata, uint256 amount) external {
        collateral.transferFrom(msg.sender, address(this), amount);
        for (uint256 i = 0; i < 2; i++) shares.mint(msg.sender, idOf(condition, i), amount);
    }

    function mergePositions(address, bytes32, bytes32 condition, uint256[] calldata, uint256 amount) external {
        for (uint256 i = 0; i < 2; i++) shares.take(msg.sender, idOf(condition, i), amount);
        collateral.mint(msg.sender, amount);
    }

    function redeemPositions(address, bytes32, bytes32 condition, uint256[] calldata) external {
        uint256 paid = 0;
        for (uint256 i = 0; i < 2; i++) {
            uint256 id = idOf(condition, i);
            uint256 held = shares.balances(id, msg.sender);
            shares.take(msg.sender, id, held);
            paid += held * shares.payoutOf(condition, i) / 1_000_000;
        }
        collateral.mint(msg.sender, paid);
    }
}

contract Router {
    Shares public immutable positions;
    Dollars public immutable collateral;

    constructor(Shares positions_, Dollars collateral_) {
        positions = positions_;
        collateral = collateral_;
    }

    function idOf(bytes31 condition, uint256 outcome) public pure returns (uint256) {
        return (uint256(uint248(condition)) << 8) | outcome;
    }

    function merge(bytes31 condition, uint256 amount) external {
        for (uint256 i = 0; i < 2; i++) positions.take(msg.sender, idOf(condition, i), amount);
        collateral.mint(msg.sender, amount);
    }

    function redeem(bytes31 condition, uint256 outcome, uint256 amount) external {
        positions.take(msg.sender, idOf(condition, outcome), amount);
        uint256 paid = amount * positions.payoutOf(bytes32(condition), outcome) / 1_000_000;
        collateral.mint(msg.sender, paid);
    }
}
