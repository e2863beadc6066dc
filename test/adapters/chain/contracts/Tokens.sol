// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

// Dollars of six decimals and the exchange between the two kinds, as the venue's contracts show
// them. Anybody may mint: the chain they live on is a test's own.

contract Dollars {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Approval(address indexed owner, address indexed spender, uint256 amount);

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function burn(address from, uint256 amount) external {
        balanceOf[from] -= amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        require(allowed >= amount, "allowance too small");
        if (allowed != type(uint256).max) allowance[from][msg.sender] = allowed - amount;
        require(balanceOf[from] >= amount, "balance too small");
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}

contract Onramp {
    Dollars public immutable collateral;
    Dollars public immutable bridged;

    constructor(Dollars collateral_, Dollars bridged_) {
        collateral = collateral_;
        bridged = bridged_;
    }

    function wrap(address asset, address to, uint256 amount) external {
        require(asset == address(bridged), "unknown asset");
        bridged.transferFrom(msg.sender, address(collateral), amount);
        collateral.mint(to, amount);
    }
}
